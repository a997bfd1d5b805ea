"""``campaign laws import`` and ``campaign laws verify``: the maintainers' way from the package to the records."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from campaign import clock, laws_source
from campaign.articles import article_name, article_number
from campaign.console import data_folder, say
from campaign.laws import laws_of
from campaign.likeness import nearest
from campaign.loading import load, shown_path
from campaign.models.errors import validate
from campaign.models.laws import Law
from campaign.models.paths import Context
from campaign.problems import DataError, Problems
from campaign.source import entry_of_file, read


def run_import(options: Namespace) -> int:
    """Write articles of one law, word for word, with their checksums into its record."""
    path = data_folder(options) / "laws" / f"{options.law}.yml"
    problems = Problems()
    if not path.is_file():
        close = nearest(options.law, [one.stem for one in path.parent.glob("*.yml")])
        say(
            f"没有编号为“{options.law}”的法规。"
            + (f"是不是“{close}”？" if close else "先在 data/laws 里建好它的记录。")
        )
        return 2
    law = _law(path, problems)
    if law is None:
        say(problems.text())
        return 1
    numbers = [article_number(no) or no for no in options.articles]
    try:
        source = laws_source.edition(laws_source.database(), law.name)
        path.write_text(laws_source.imported(path.read_text(encoding="utf-8"), law, source, numbers), encoding="utf-8")
    except laws_source.LawsError as error:
        say(str(error))
        return 1
    say(
        f"{law.name_text}：写入{'、'.join(map(article_name, numbers)) or '已有各条'}，出处 {source.release}（{source.as_of}）。"
    )
    return 0


def _law(path: Path, problems: Problems) -> Law | None:
    """Return the one record, without the checks that a damaged article would fail."""
    document = read(path, shown_path(path), problems)
    entry = entry_of_file(document, problems) if document else None
    context = Context(image_roots=(path.parents[1],), file_roots=(path.parents[1],))
    law = validate(entry, Law, context, problems) if entry else None
    return law if isinstance(law, Law) else None


def run_verify(options: Namespace) -> int:
    """Compare every quoted article with the package; 1 when one differs."""
    problems = Problems()
    try:
        site = load(data_folder(options), clock.now(), Problems())
        problems.extend(laws_source.verified(site, laws_source.database()))
    except DataError as error:
        problems = error.problems
    except laws_source.LawsError as error:
        say(str(error))
        return 1
    if problems.errors:
        say(problems.text())
        return 1
    count = sum(article.text is not None for law in laws_of(site.records).values() for article in law.articles)
    say(f"{count} 条条文和软件包逐字一致。")
    return 0
