"""Where the files behind a page are edited on line: at GitHub, Gitee or GitLab.

``edit_url`` of campaign.yml is the address at which the forge edits the data folder; the
addresses of everything else follow from it.
Source: docs.github.com "Creating new files", "Creating an issue from a URL query";
docs.gitlab.com "Web Editor"; help.gitee.com 在线编辑文件.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from campaign.issue_forms import file_of, forms
from campaign.models.base import REGISTRY, Record
from campaign.site import Site

_GITLAB = re.compile(r"(https?://[^/]+/.+?)/-/edit/([^/]+)/((?:.+/)?)")
_OTHERS = re.compile(r"(https?://([^/]+)/[^/]+/[^/]+)/edit/([^/]+)/((?:.+/)?)")
#: what a page can be made of: a record, a collection or a capability of such, the name of a collection; "" is all
Made = Record | type[Record] | str


@dataclass(frozen=True, slots=True)
class Edit:
    """One link for staff: what is edited, and where."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository at a forge; paths are relative to its root, and a folder's ends with a slash."""

    forge: str
    address: str
    branch: str
    data: str

    @classmethod
    def of(cls, edit_url: str) -> Repository | None:
        """Return the repository whose data folder is edited at ``edit_url``; None where its shape is no forge's."""
        if found := _GITLAB.fullmatch(edit_url):
            return cls("gitlab", f"{found[1]}/-", found[2], found[3])
        if found := _OTHERS.fullmatch(edit_url):
            return cls("gitee" if "gitee" in found[2] else "github", found[1], found[3], found[4])
        return None

    def edit(self, path: str) -> str:
        """Return where a file is edited."""
        return f"{self.address}/edit/{self.branch}/{quote(path)}"

    def folder(self, path: str) -> str:
        """Return where a folder is listed."""
        return f"{self.address}/tree/{self.branch}/{quote(path.removesuffix('/'))}"

    def new(self, folder: str) -> str:
        """Return where a file is added to a folder."""
        return f"{self.address}/new/{self.branch}/{quote(folder.removesuffix('/'))}"

    def form(self, file: str) -> str:
        """Return where an issue form is filled in, or an empty text: only GitHub's are in the project."""
        return f"{self.address}/issues/new?template={quote(file)}" if self.forge == "github" else ""


class Editing:
    """The links of one campaign's pages; without ``edit_url`` there is not one."""

    def __init__(self, site: Site, project: Path, data: Path) -> None:
        self._site, self._data = site, data
        self._repository = Repository.of(site.campaign.edit_url or "")
        own = data.resolve()
        inside = own.is_relative_to(project.resolve())
        name = own.relative_to(project.resolve()).as_posix() + "/" if inside else "?"
        root = self._repository.data if self._repository else ""
        #: where the project lies in the repository; None where the data are a repository of their own
        self._project = root.removesuffix(name) if root.endswith(name) else None

    def of(self, *made: Made) -> list[Edit]:
        """Return the links to what a page is made of, each once; what isn't there has none."""
        if self._repository is None:
            return []
        return list(dict.fromkeys(edit for one in made for edit in self._links(self._repository, one)))

    def page(self, name: str, file: Path, *made: Made) -> list[Edit]:
        """Return the links of a prose page: its file, unless all that stands there is drawn from ``made``, and those."""
        links = self.of(*made)
        if self._repository is None or (links and not _says_something(file.read_text(encoding="utf-8"))):
            return links
        own = file.resolve().is_relative_to(self._data.resolve())
        folder = f"{self._repository.data}pages/" if own else f"{self._project}docs/"
        if not own and self._project is None:
            return links
        return [Edit(f"这一页的文字（{folder}{name}）", self._repository.edit(folder + name)), *links]

    def adding(self, model: type[Record]) -> list[Edit]:
        """Return the ways to add a record of a collection, the easiest first."""
        if self._repository is None:
            return []
        ways = [
            Edit("填表单", address)
            for form in forms()
            if form.task == "新建" and form.collection == model.collection
            if (address := self._repository.form(file_of(form)))
        ]
        listed = f"{model.collection}.yml"
        if (self._data / listed).is_file():
            return [*ways, Edit("在文件末尾加", self._repository.edit(self._repository.data + listed))]
        return [*ways, Edit("新建文件", self._repository.new(f"{self._repository.data}{model.collection}/"))]

    def _links(self, repository: Repository, made: Made) -> Iterator[Edit]:
        if isinstance(made, Record):
            name = self._site.file(made).rpartition("/")[2]
            path = f"{made.collection}/{name}" if name == f"{made.id}.yml" else name
            yield self._link(repository, made.name_text, path)
        elif isinstance(made, type):
            for name, model in REGISTRY.items():
                if issubclass(model, made):
                    yield from self._links(repository, name)
        elif not made:
            yield self._link(repository, "全部内容", "")
        elif (self._data / f"{made}.yml").is_file():
            yield self._link(repository, REGISTRY[made].label, f"{made}.yml")
        elif (self._data / made).is_dir():
            yield self._link(repository, REGISTRY[made].label, f"{made}/")

    @staticmethod
    def _link(repository: Repository, label: str, name: str) -> Edit:
        path = repository.data + name
        address = repository.edit(path) if name.endswith(".yml") else repository.folder(path)
        return Edit(f"{label}（{path}）", address)


def _says_something(text: str) -> bool:
    """Whether a prose page holds more than front matter and markers."""
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return bool(re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL).strip())
