"""What a build consists of, and the stamping of every record's page.

MkDocs renders prose, list pages and one shell per collection; everything else of
the site is written here, in one pass over the records.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from campaign import admin, audit_files, clock, kiosk, poster, sharing, sitemap
from campaign.audit import Ledger
from campaign.bare import bare
from campaign.beside import shared
from campaign.card import PHASE_LABELS
from campaign.exports import EXPORTS
from campaign.feeds import FEEDS
from campaign.indexed import Elsewhere, indexed
from campaign.jsonld import site_json_ld
from campaign.listing import column, listing
from campaign.models.base import Published
from campaign.models.capabilities import Scheduled
from campaign.models.links import dial
from campaign.models.units import Unit
from campaign.pages import PAGE_SETS, SHELLS
from campaign.problems import Problem, Problems
from campaign.render import Renderer, script_json
from campaign.search.indexing import Indexing
from campaign.sections import sections
from campaign.site import Shown
from campaign.stamp import TOKENS, Shell
from campaign.titles import marked, unique_titles
from campaign.writing import write, write_file

_SHELL = "shell.md"
#: the page that lists all others, so that it can be stamped only at the end
_SEARCH = "search"
#: what stands for pages without a picture of their own
_PICTURE = "assets/img/share.png"
_SHELL_FRONT = {"title": TOKENS["title"], "description": TOKENS["description"], "shell": "yes"}
#: pages between two lines of progress: about a second of work
_REPORTED = 1000


@dataclass(slots=True)
class Plan:
    """The pages of one build and where each comes from; addresses are relative to the root."""

    shown: Shown
    renderer: Renderer
    media: Path = Path()
    preview_at: str | None = None
    say: Callable[[str], None] = lambda _text: None
    shells: dict[str, Shell] = field(default_factory=dict)
    prose_urls: list[str] = field(default_factory=list)
    record_urls: list[str] = field(default_factory=list)
    unlisted: set[str] = field(default_factory=set)
    problems: Problems = field(default_factory=Problems)
    ledger: Ledger = field(default_factory=Ledger)
    indexing: Indexing = field(init=False)
    _judged_shells: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin an empty index."""
        self.indexing = Indexing(self.shown)
        self.indexing.index = Elsewhere()

    def chrome(self) -> dict[str, object]:
        """Return what the theme-level templates show around every page."""
        campaign, now, models = self.shown.campaign, self.shown.now, self.shown.collections()
        return {
            "campaign": campaign,
            "hotline": dial(campaign.hotline or ""),
            "phase_labels": PHASE_LABELS,
            "preview_at": clock.iso(clock.now(self.preview_at)) if self.preview_at else "",
            "built_at": clock.iso(now),
            "sections": sections(self.shown),
            "bare": bare(self.shown),
            "feeds": FEEDS,
            "subscribing": [
                "subscribe",
                *(name for name, model in models.items() if issubclass(model, Scheduled | Unit)),
            ],
            "json_ld": script_json(site_json_ld(self.shown)),
        }

    def theme_pages(self) -> dict[str, dict[str, str]]:
        """Return the pages MkDocs shall render for us: source path → front matter."""
        pages = {}
        for name, model in self.shown.collections().items():
            folder = model.folder()
            pages[f"{folder}/index.md"] = {
                "title": model.label + "一览",
                "description": model.intro,
                "section": name,
                **column(self.shown, name),
            }
            pages[f"{folder}/{_SHELL}"] = _SHELL_FRONT | {"section": name}
        for folder, front in SHELLS.items():
            pages[f"{folder}/{_SHELL}"] = _SHELL_FRONT | front
        pages[f"{_SEARCH}/index.md"] = _SHELL_FRONT | {"section": _SEARCH}
        return pages

    def body_of(self, source: str, base: str) -> str | None:
        """Return the body of a page that is ours, or None for prose."""
        folder, _, file = source.rpartition("/")
        if self._is_shell(folder, file):
            return TOKENS["body"]
        model = self._collections_by_folder().get(folder)
        if model and file == "index.md":
            return self.renderer.page(model.listed_in, base, **listing(self.shown, model.collection))
        return None

    def keeps_shell(self, source: str, html: str) -> bool:
        """Keep the HTML of a shell page; returns whether ``source`` is one."""
        folder, _, file = source.rpartition("/")
        if not self._is_shell(folder, file):
            return False
        self.shells[folder] = Shell.cut(html)
        return True

    def judge(self, shell: str, url: str, page: str, fragment: str) -> None:
        """Enter a stamped page in the ledger: whole for the first of its shell, else its own part."""
        if shell in self._judged_shells:
            self.ledger.title(url, page)
            self.ledger.fragment(url, fragment)
        else:
            self._judged_shells.add(shell)
            self.ledger.page(url, page)

    def audit(self, site_dir: Path) -> list[Problem]:
        """Return what is wrong with the finished site in ``site_dir``."""
        for url in [*self.prose_urls, "404.html"]:
            path = site_dir / url
            page = path / "index.html" if path.is_dir() else path
            self.ledger.page(url, page.read_text(encoding="utf-8"))
        return self.ledger.finish(site_dir) + audit_files.assets(site_dir)

    def _is_shell(self, folder: str, file: str) -> bool:
        if file != _SHELL:
            return (folder, file) == (_SEARCH, "index.md")
        return folder in self._collections_by_folder() or folder in SHELLS

    def _collections_by_folder(self) -> dict[str, type[Published]]:
        return {model.folder(): model for model in self.shown.collections().values()}


def weave(plan: Plan, site_dir: Path) -> None:
    """Write record pages, the other stamped pages, media, exports, sitemap and robots, and the index beside them."""
    with indexed(plan.indexing, site_dir):
        _write_pages(plan, site_dir)
        _write_search(plan, site_dir)
        _copy_media(plan, site_dir)
        _write_exports(plan, site_dir)


def _write_pages(plan: Plan, site_dir: Path) -> None:
    records = plan.shown.everything()
    titles = unique_titles(records)
    for number, record in enumerate(records, 1):
        _write_record(plan, site_dir, record, titles[record.url])
        if number % _REPORTED == 0:
            plan.say(f"已生成 {number} / {len(records)} 个记录页面 …")
    for page in itertools.chain.from_iterable(pages(plan.shown) for pages in PAGE_SETS):
        body = plan.renderer.page(page.template, page.base, **page.context) + plan.renderer.editing(*page.made)
        head = _image(plan) + (plan.renderer.page(page.head, page.base, **page.context) if page.head else "")
        _stamp(plan, site_dir, page.shell, page.url, page.title, page.description, body, head)
        if page.listed:
            plan.record_urls.append(page.url)
            plan.indexing.stamped(page, body)


def _write_exports(plan: Plan, site_dir: Path) -> None:
    shared(sharing.pictures(plan.shown), lambda picture: poster.drawn(picture[1]))  # one by one they are then at hand
    for export in EXPORTS:
        for path, content in export(plan.shown):
            write_file(site_dir, path, content)
    own = (kiosk.files(plan.renderer, plan.problems), admin.files(plan.renderer, plan.media, plan.problems))
    for path, content in itertools.chain.from_iterable(own):
        write_file(site_dir, path, content)
        if path.endswith(".html"):
            plan.ledger.page(path, content.decode())
    site_url = plan.shown.campaign.site_url
    filled = [url for url in plan.prose_urls if url not in bare(plan.shown) | plan.unlisted]
    write_file(site_dir, "sitemap.xml", sitemap.sitemap(site_url, [*filled, *plan.record_urls]))
    (site_dir / "sitemap.xml.gz").unlink(missing_ok=True)  # MkDocs' own, which knows neither records nor shells
    write_file(site_dir, "robots.txt", sitemap.robots(site_url, preview=plan.preview_at is not None))


def _write_record(plan: Plan, site_dir: Path, record: Published, title: str) -> None:
    body = plan.renderer.record(record)
    head = plan.renderer.page("parts/head.html", "../../", record=record)
    summary = marked(record, record.summary or record.name_text)
    head = _image(plan, sharing.picture_url(plan.shown, record)) + head
    _stamp(plan, site_dir, record.folder(), record.url, title, summary, body, head)
    plan.record_urls.append(record.url)
    plan.indexing.record(record, title, body)


def _write_search(plan: Plan, site_dir: Path) -> None:
    """Write the page that shows what is found, or without scripts everything there is."""
    url, said = f"{_SEARCH}/", "搜索本站的活动、宣讲、开放日、示范单位、法规和公告；也可以按栏目看全部网页。"
    body = plan.renderer.page("search.html", "../", groups=plan.indexing.by_section()) + plan.renderer.editing("")
    _stamp(plan, site_dir, _SEARCH, url, "搜索和网站目录", said, body, _image(plan))
    plan.record_urls.append(url)


def _image(plan: Plan, picture: str = "") -> str:
    return f'<meta property="og:image" content="{plan.shown.campaign.site_url}{picture or _PICTURE}">'


def _stamp(
    plan: Plan, site_dir: Path, shell: str, url: str, title: str, description: str, body: str, head: str
) -> None:
    canonical = plan.shown.campaign.site_url + url
    page = plan.shells[shell].stamp(title=title, description=description, canonical=canonical, head=head, body=body)
    plan.judge(shell, url, page, head + body)
    write(f"{site_dir}/{url}", "index.html", page.encode())


def _copy_media(plan: Plan, site_dir: Path) -> None:
    """Copy the pictures and files that visible records name; nothing else of the data folder is published."""
    named = {image.file for record in plan.shown.everything() for image in record.images}
    named |= {name for record in plan.shown.everything() for name in record.files}
    for name in sorted(named):
        write_file(site_dir, name, (plan.media / name).read_bytes())
