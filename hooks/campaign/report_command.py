"""``campaign report``: the form's files, who has filed, and the freezing of a form."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from campaign import clock
from campaign.console import data_folder, project_folder, say
from campaign.forms.figures import Book, Sheet
from campaign.forms.filing import Filing, days_left, filings, frozen
from campaign.likeness import nearest
from campaign.loading import load, shown_path
from campaign.problems import DataError
from campaign.reports.bundle import files
from campaign.scaffold import quoted
from campaign.site import Site

_MOST_OPEN = 3  # cells named on one line


def run_report(options: Namespace) -> int:
    """Do the step that was asked for; 1 when the data are wrong, 2 when the question is."""
    now = clock.now(options.at)
    try:
        site = load(data_folder(options), now)
    except DataError as error:
        say(error.problems.text())
        say("没有写任何文件：先改好上面的错误。")
        return 1
    book = Book.of(site, now)
    if book is None:
        say("campaign.yml 里没有写 form，不知道用哪张统计表。例如：form: annex1-2023")
        return 2
    steps = {"export": _export, "status": _status, "submit": _submit, "edition": _edition}
    return steps[options.step](options, site, book)


def _export(options: Namespace, site: Site, book: Book) -> int:
    out = Path(options.out or "report")
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, content in files(site, book, project_folder() / "overrides"):
        (out / name).write_bytes(content)
        count += 1
    say(f"已写好 {count} 个文件，在 {shown_path(out)}/：每个单位各有 xlsx、docx、csv、json 和可打印的 html。")
    _status(options, site, book)
    return 0


def _status(_options: Namespace, _site: Site, book: Book) -> int:
    """Say how many days are left and how far every unit is."""
    left, form = days_left(book), book.form
    when = f"还有 {left} 天" if left > 0 else "就是今天" if left == 0 else f"已过 {-left} 天"
    say(f"{form.title}：{form.due_on} 前报送{form.recipient}，{when}。")
    every = filings(book)
    units = every[:-1]
    missing = [filing for filing in units if filing.filed is None]
    say(f"已报 {len(units) - len(missing)} 个单位，未报 {len(missing)} 个。")
    for filing in every:
        say(f"  {_line(filing)}")
        for change in filing.changes:
            today, filed = (("未填" if one is None else one) for one in (change.today, change.filed))
            say(f"      “{change.cell.label}”报的是 {filed}，现在的数据是 {today}（已报的表不变）")
    return 0


def _line(filing: Filing) -> str:
    sheet = filing.sheet
    if filing.filed:
        return f"已报  {sheet.key}  {sheet.name}  {filing.filed.submitted:%Y-%m-%d %H:%M}"
    names = [cell.label for cell in sheet.open_cells]
    more = f"等 {len(names)} 格" if len(names) > _MOST_OPEN else ""
    return f"未报  {sheet.key}  {sheet.name}" + (f"  未填：{'、'.join(names[:_MOST_OPEN])}{more}" if names else "")


def _submit(options: Namespace, site: Site, book: Book) -> int:
    """Freeze the figures of one unit in ``data/submissions``."""
    names = {book.bureau_key: book.bureau_key} | {org.id: org.id for org in book.units}
    names |= {name: org.id for org in book.units for name in org.known_as}
    key = names.get(options.unit or "")
    if key is None or not site.get("orgs", key):
        close = nearest(options.unit or "", names)
        hint = f"是不是“{close}”？" if close else f"可用的：{'、'.join(org.id for org in book.units)}。"
        say(f"没有叫“{options.unit or ''}”的填报单位。{hint}")
        return 2
    if not options.by:
        say("要写明谁签发，例如：--by 科室负责人")
        return 2
    filing = next(one for one in filings(book) if one.sheet.key == key)
    if filing.filed and not options.again:
        say(f"已报过：{_line(filing)}。已报的表不会改；要更正重报，加上 --again 原因。")
        return 1
    sheet = _today(book, key)
    path = data_folder(options) / "submissions" / f"{key}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = frozen(
        sheet, book.now, signed_off=quoted(options.by), correction=quoted(options.again) if options.again else "",
        sample=site.campaign.sample_data,
    )  # fmt: skip
    path.write_text(text, encoding="utf-8")
    say(f"已写好 {shown_path(path)}：{sheet.name}的 {len(sheet.figures)} 格已经定下来，以后改数据不会改它。")
    if sheet.open_cells:
        say(f"注意：{'、'.join(cell.label for cell in sheet.open_cells)}是按“未填”报的；真的没有请在台账里写 0。")
    return 0


def _today(book: Book, key: str) -> Sheet:
    if key == book.bureau_key:
        return book.live_bureau()
    return book.live(book.site.org(key))


def _edition(options: Namespace, site: Site, book: Book) -> int:
    """Write the bureau's figures as an earlier edition, to be copied into next year's folder."""
    sheet, campaign = book.bureau(), site.campaign
    out = Path(options.out or ".") / f"{campaign.id}.yml"
    lines = [
        f"id: {campaign.id}",
        f"year: {campaign.year}",
        f"title: {quoted(campaign.title)}",
        f"source: {{name: {quoted(sheet.name)}, doc_no: {quoted(sheet.form.doc_no)}}}",
        "values:",
        *(f"  - {{cell: {key}, value: {value}}}" for key, value in sheet.values.items() if value is not None),
        *(["sample: true"] if campaign.sample_data else []),
    ]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    say(f"已写好 {shown_path(out)}：下一届开始时放进它的 data/editions/，成果页就会并排比较。")
    return 0
