"""Our own Jinja environment: autoescaped, strict, and free of MkDocs.

MkDocs' environment has autoescape off, so nothing of a record ever passes through it.
"""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup, escape

from campaign import cache, clock, ical, richtext, schematic, sharing, subscriptions, unit_life, zh
from campaign import card as cards
from campaign.articles import article_name
from campaign.bare import bare
from campaign.citing import Citing
from campaign.jsonld import json_ld
from campaign.kept import Kept
from campaign.models.links import dial
from campaign.models.terms import Term
from campaign.problems import DataError, Problem, Problems, Where

if TYPE_CHECKING:
    from campaign.editing import Edit, Editing, Made
    from campaign.models.base import Published
    from campaign.site import Shown


_BLANK = re.compile("(_{2,})")
_WHOLE = re.compile(r"(“[^“”]{1,6}”|（[^（）]{1,6}）|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?)")


def compiled() -> FileSystemBytecodeCache | None:
    """Return where templates are kept compiled from build to build; Jinja looks at their text and its own version."""
    folder = cache.folder()
    return FileSystemBytecodeCache(str(folder), "jinja-%s") if folder else None


def environment(folder: Path) -> Environment:
    """Return the environment for templates in ``folder`` (``overrides/``)."""
    env = Environment(
        bytecode_cache=compiled(),
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters.update(
        month_day=zh.month_day, full_day=zh.full_day, weekday=zh.weekday, numeral=zh.numeral, iso=_iso, lines=_lines,
        minute=_minute, dial=dial, unbroken=unbroken, article=article_name,
        script_json=script_json, blanks=blanks,
    )  # fmt: skip
    env.globals.update(span=zh.span, shape=_shape, PHASE_LABELS=cards.PHASE_LABELS)
    return env


class Renderer:
    """Templates bound to one site at one moment."""

    def __init__(self, folder: Path, shown: Shown, editing: Editing | None = None) -> None:
        self.shown = shown
        self.kept = Kept()
        self._editing = editing
        self._folder = folder
        self._env = environment(folder)
        self._env.globals.update(
            shown=shown,
            bare=bare(shown),
            campaign=shown.campaign,
            now=shown.now,
            card_of=lambda record: cards.card(shown, record),
            place_of=lambda record: cards.place_of(shown, record),
            related=lambda record: [cards.card(shown, other) for other in dict.fromkeys(shown.citing(record))],
            cards_of=lambda records: [cards.card(shown, record) for record in records],
            pointed=self._pointed,
            feed=lambda name: subscriptions.feed(shown, name),
            ics_of=ical.file_of,
            slot_ics_of=ical.slot_file_of,
            picture_url=lambda record: sharing.picture_url(shown, record),
            share_text=lambda record: sharing.text(shown, record),
            edits=self.edits,
            ways_to_add=editing.adding if editing else lambda _model: [],
            laws=Citing(shown),
            held_at=lambda unit: [cards.card(shown, record) for record in unit_life.held_at(shown, unit)],
            below=lambda unit: unit_life.below(shown, unit),
            ways=unit_life.ways,
            locator=lambda unit: (
                schematic.locator(shown.site, unit.spot, unit.mark, candidate=unit.candidate) if unit.spot else None
            ),
            json_ld=lambda record: script_json(json_ld(shown, record)),
        )
        self._env.globals["m"] = self._env.get_template("parts/macros.html").module

    def page(self, template: str, base: str, **context: object) -> str:
        """Return a template's HTML; ``base`` leads from the page to the site's root (``../../``)."""
        rich = {"base": base, "rich": lambda text: self.rich(text, base)}
        try:
            return self._env.get_template(template).render(**rich, **context)
        except TemplateError as error:
            raise DataError(Problems([_template_problem(template, error)])) from error

    @property
    def project(self) -> Path:
        """The folder that holds the templates' folder."""
        return self._folder.parent

    def source(self, name: str) -> str:
        """Return a file of the templates' folder as it is written."""
        return self._folder.joinpath(name).read_text(encoding="utf-8")

    def record(self, record: Published) -> str:
        """Return the body of a record's page, two levels below the root."""
        return self.page(
            f"records/{record.collection}.html", "../../", record=record, card=cards.card(self.shown, record)
        )

    def edits(self, *made: Made) -> list[Edit]:
        """Return the links at which staff edit what a page is made of."""
        return self._editing.of(*made) if self._editing else []

    def editing(self, *made: Made) -> str:
        """Return those links as the end of a page, or nothing where there is none."""
        return self._ending(self.edits(*made))

    def prose_editing(self, name: str, file: Path, *made: Made) -> str:
        """Return the end of a prose page; see :meth:`Editing.page`."""
        return self._ending(self._editing.page(name, file, *made)) if self._editing else ""

    def _ending(self, links: list[Edit]) -> str:
        return self.page("parts/edit.html", "", edits=links) if links else ""

    def rich(self, markdown: str, base: str) -> Markup:
        """Return a record's Markdown as safe HTML."""
        return Markup(richtext.to_html(markdown, lambda key: self.address(key, base), self.gloss, self._clean))  # noqa: S704 cleaned by nh3

    def _clean(self, markdown: str) -> str:
        return self.kept.remembered(str, lambda: richtext.cleaned(markdown), markdown.encode())

    def _pointed(self, keys: Iterable[str], collection: str) -> list[cards.Card]:
        """Return the cards of the visible records that a record names."""
        found = (self.shown.find(collection, key) for key in keys)
        return [cards.card(self.shown, record) for record in found if record]

    def address(self, key: str, base: str) -> str:
        """Return the relative address of ``collection/id`` or ``laws/id#a10``; hidden records lead to their list."""
        record, sign, anchor = key.partition("#")
        collection, _, name = record.partition("/")
        found = self.shown.find(collection, name)
        return base + (f"{found.url}{sign}{anchor}" if found else collection.replace("_", "-") + "/")

    def gloss(self, key: str) -> str:
        """Return the sentence that explains ``terms/id``, or an empty text for what is no term."""
        collection, _, name = key.partition("/")
        found = self.shown.find(collection, name)
        return found.summary if isinstance(found, Term) else ""


def _template_problem(template: str, error: TemplateError) -> Problem:
    """Return the finding for maintainers: the deepest line of a template the error went through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    where = Where(frames[-1].filename, frames[-1].lineno or 1) if frames else Where(template)
    return Problem("template", where, f"模板有错：{error.message}")


def script_json(data: object) -> Markup:
    """Return JSON that can stand inside a script element. Source: HTML, restrictions for script contents."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 escaped here


def unbroken(text: str) -> Markup:
    """Return a headline in which dates and short words in quotation marks or brackets stay on one line.

    Chinese may break between any two characters; browsers know no phrases of it yet.
    """
    return Markup(_WHOLE.sub(r'<span class="c-nowrap">\1</span>', str(escape(text))))  # noqa: S704 escaped here


def blanks(text: str) -> Markup:
    """Return a text whose ``____`` are lines to write on, and words for who can't see them."""
    line = r'<span class="c-tpl__blank" aria-hidden="true">\1</span><span class="c-hear">（待填）</span>'
    return Markup(_BLANK.sub(line, str(escape(text))))  # noqa: S704 escaped here


def _shape(kind: str) -> Markup:
    return Markup(schematic.shape(kind))  # noqa: S704 numbers only


def _iso(moment: date) -> str:
    return clock.iso(moment) if isinstance(moment, datetime) else moment.isoformat()


def _minute(moment: datetime) -> str:
    """Return ``6月15日 17:00``, the way deadlines are written."""
    return f"{zh.month_day(moment)} {moment:%H:%M}"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
