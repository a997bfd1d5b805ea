"""What a build consists of: its pages, its shells, what is known of them so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from campaign import audit_files, clock
from campaign.audit import Ledger
from campaign.bare import bare
from campaign.card import PHASE_LABELS
from campaign.feeds import FEEDS
from campaign.indexed import Elsewhere
from campaign.jsonld import site_json_ld
from campaign.listing import column, listing
from campaign.models.base import Published
from campaign.models.capabilities import Scheduled
from campaign.models.links import dial
from campaign.models.units import Unit
from campaign.pages import SHELLS
from campaign.problems import Problem, Problems
from campaign.render import Renderer, script_json
from campaign.search.indexing import Indexing
from campaign.sections import sections
from campaign.site import Shown
from campaign.stamp import TOKENS, Shell

_SHELL = "shell.md"
#: the page that lists all others, so that it can be stamped only at the end
SEARCH = "search"
_SHELL_FRONT = {"title": TOKENS["title"], "description": TOKENS["description"], "shell": "yes"}


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
        pages[f"{SEARCH}/index.md"] = _SHELL_FRONT | {"section": SEARCH}
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
            return (folder, file) == (SEARCH, "index.md")
        return folder in self._collections_by_folder() or folder in SHELLS

    def _collections_by_folder(self) -> dict[str, type[Published]]:
        return {model.folder(): model for model in self.shown.collections().values()}
