"""Between MkDocs' events and the core: configuration, shells, prose, and what comes after.

Beside ``hooks/main.py`` the only file that may import mkdocs; a move to another
generator costs these two, ``mkdocs.yml`` and the theme-level templates.
Source: mkdocs/commands/build.py (order of events), ARCHITECTURE "Verified facts".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mkdocs.commands.build
import mkdocs.config
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File

from campaign import prose
from campaign.loading import shown_path
from campaign.plan import Plan
from campaign.planning import Places, planned
from campaign.problems import DataError, Problem, Problems, Where
from campaign.reading import Memory
from campaign.scripts import slimmed
from campaign.sheets import BUNDLES, bundled
from campaign.weaving import weave

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


_SCRIPTS = "assets/js/"
#: the names by which a browser reaches a server that listens on its computer's own address
_OWN_NAMES = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})
_THEME_ASSETS = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")


class Adapter:
    """The state of one build; a new one is made in ``on_config``, because hooks live long."""

    def __init__(self, config: MkDocsConfig) -> None:
        options = config.extra.get("fuwuyue", {})
        docs, overrides = Path(config.docs_dir), Path(config.theme.custom_dir or "overrides")
        data = Path(options.get("data") or docs.parent / "data")
        places = Places(data, docs, overrides, options.get("at"))
        self.plan = planned(places, options.get("say"), options.get("memory"))
        self.own_pages = prose.pages(data / "pages", data)
        self._configure(config)

    def _configure(self, config: MkDocsConfig) -> None:
        campaign = self.plan.shown.campaign
        config.site_name = campaign.title
        config.site_url = campaign.site_url
        config.site_description = campaign.goal[:100]
        config.extra["chrome"] = self.plan.chrome()

    def add_pages(self, files: Files, config: MkDocsConfig) -> None:
        """Add the campaign's own prose, a page per list and a shell per collection to MkDocs' files.

        The theme's scripts and sheets leave: no page of ours asks for them, and they name other origins.
        """
        for file in list(files):
            if file.src_uri.startswith(_THEME_ASSETS):
                files.remove(file)
            elif file.src_uri.startswith(_SCRIPTS):
                files.remove(file)
                files.append(File.generated(config, file.src_uri, content=slimmed(file.content_string)))
        for name, source in self.own_pages.items():
            if known := files.get_file_from_path(name):
                files.remove(known)
            files.append(File.generated(config, name, abs_src_path=str(source)))
        css = Path(config.theme.custom_dir or "overrides") / "assets/css"
        for name in BUNDLES:
            files.append(File.generated(config, f"assets/css/{name}.css", content=bundled(css, name)))
        for path, front in self.plan.theme_pages().items():
            text = f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n"  # JSON is YAML, whatever a title holds
            files.append(File.generated(config, path, content=text))

    def content(self, html: str, page: Page) -> str:
        """Return a page's HTML with views and record links in place."""
        base = "../" * page.url.count("/")
        own = self.plan.body_of(page.file.src_uri, base)
        if own is not None:
            return own
        file = Path(str(page.file.abs_src_path))
        own = prose.fill(html, self.plan.renderer, base or "./")
        if page.meta.get("noindex"):
            return own
        return own + self.plan.renderer.prose_editing(page.file.src_uri, file, *prose.made_of(html))

    def written(self, html: str, page: Page) -> str:
        """Keep a shell instead of letting MkDocs write it; other pages pass."""
        if self.plan.keeps_shell(page.file.src_uri, html):
            return ""
        self.plan.prose_urls.append(page.url)
        if page.meta.get("noindex"):
            self.plan.unlisted.add(page.url)
        else:
            self.plan.indexing.prose(page.url, html, page.meta.get("names", ()))
        return html

    def finish(self, site_dir: Path) -> None:
        """Stamp the record pages and write the exports."""
        weave(self.plan, site_dir)


def start(config: MkDocsConfig) -> Adapter:
    """Return the adapter of a new build; a plain ``mkdocs build`` gets mistakes as a plugin's error."""
    try:
        return Adapter(config)
    except DataError as error:
        if "fuwuyue" in config.extra:
            raise  # our own command prints them in the form that was asked for
        raise PluginError(str(error)) from None


def build(
    config_file: Path,
    site_dir: Path,
    *,
    data: Path,
    at: str | None,
    say: Callable[[str], None],
    memory: Memory | None = None,
) -> Plan:
    """Build the whole site into ``site_dir`` through MkDocs and return what was planned.

    Raises DataError with every mistake in data and prose, or the one in the configuration.
    """
    config = _config(config_file, site_dir)
    config.extra["fuwuyue"] = {"data": str(data), "at": at, "say": say, "memory": memory}
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs.commands.build.build(config)
    plan = config.extra["plan"]
    if not isinstance(plan, Plan):
        raise TypeError("hooks/main.py did not run; is it listed in mkdocs.yml under hooks?")
    return plan


def _config(file: Path, site_dir: Path) -> MkDocsConfig:
    try:
        return mkdocs.config.load_config(
            str(file), site_dir=str(site_dir), watch=[]
        )  # what is watched is for plain MkDocs
    except MkDocsException as error:
        raise DataError(
            Problems([Problem("config", Where(shown_path(file)), f"MkDocs 的配置不能用：{error}")])
        ) from None


class Server(LiveReloadServer):
    """MkDocs' server, which tells when it can be reached, and asks for mistakes and for pages newer than the files of ``root``.

    On a computer's own address it answers only to the names of that address, so that no page from elsewhere
    can have its own name lead here and read what is not published yet.
    """

    def __init__(self, rebuild: Callable[[], None], host: str, port: int, root: Path) -> None:
        super().__init__(builder=rebuild, host=host, port=port, root=str(root))
        self.build_delay = 0.01  # who watches has waited already
        self._watched_paths = {str(root): 1}  # pages get the script that reloads them
        self.ready: Callable[[], None] = lambda: None
        self.mistakes: Callable[[], bytes | None] = lambda: None
        self.newer: Callable[[str], bytes | None] = lambda _path: None
        self._private = host in _OWN_NAMES

    def server_activate(self) -> None:
        """Listen, then tell."""
        super().server_activate()
        self.ready()

    def wake(self) -> None:
        """Have the site rebuilt, in the thread that serves."""
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def reload(self) -> None:
        """Have all browsers ask again."""
        with self._epoch_cond:
            self._wanted_epoch = self._visible_epoch = self._visible_epoch + 1
            self._epoch_cond.notify_all()

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        path = str(environ["PATH_INFO"])
        if self._private and _name(environ.get("HTTP_HOST", "")) not in _OWN_NAMES:
            start_response("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
            return ["请用 http://127.0.0.1 或 http://localhost 打开预览。".encode()]
        if "\0" in path:
            start_response("404 Not Found", [])  # no file is called so, and asking for one is an error of Python's
            return []
        if not path.startswith("/livereload/"):
            with self._epoch_cond:
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
                epoch = self._visible_epoch
            if (mistakes := self.mistakes()) is not None:
                start_response("503 Service Unavailable", [("Content-Type", "text/html"), ("Retry-After", "2")])
                return [mistakes]
            if (content := self.newer(path.lstrip("/"))) is not None:
                page: bytes = self._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]  # as MkDocs leaves it
                start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(page)))])
                return [page]
        return super()._serve_request(environ, start_response)


def _name(host: str) -> str:
    """Return the name in a ``Host`` header, without the port."""
    return host.rpartition(":")[0] if re.search(r":\d+$", host) else host
