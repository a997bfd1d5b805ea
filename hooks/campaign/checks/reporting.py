"""Rules about the statistics form: its cells, the records behind them, and what was filed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime

from campaign.checks import check
from campaign.checks.language import complain, every, remind
from campaign.forms.figures import Book
from campaign.forms.filing import digest
from campaign.likeness import nearest
from campaign.models.base import REGISTRY
from campaign.models.capabilities import Counted, Results, Scheduled
from campaign.models.forms import Cell, Form
from campaign.models.orgs import Org
from campaign.models.reporting import Adjustment, Submission, Worklog
from campaign.problems import Problem
from campaign.site import Site


@check(Form)
def form_cells_can_be_reckoned(site: Site, _now: datetime) -> Iterator[Problem]:
    """统计表每一格的代号不能重复；sum 要写明加哪个字段，而且取自的记录里有这个字段。"""
    for form in every(site, Form):
        repeated = {key for key, count in Counter(cell.key for cell in form.cells).items() if count > 1}
        for no, cell in enumerate(form.cells):
            if cell.key in repeated:
                message = f"代号“{cell.key}”写了不止一次。"
                yield complain(site, form, "cell-twice", ("cells", no, "key"), message, "每一格一个代号。")
            if cell.agg == "sum":
                yield from _field(site, form, no, cell)


def _field(site: Site, form: Form, no: int, cell: Cell) -> Iterator[Problem]:
    """Yield an error for a sum of nothing, or of a field that one of its collections lacks."""
    if cell.field is None:
        yield complain(
            site,
            form,
            "cell-field",
            ("cells", no, "agg"),
            "sum 没有写加哪个字段。",
            "加上 field:，例如 field: visits。",
        )
        return
    for collection in cell.from_:
        model = REGISTRY[collection]
        counted = issubclass(model, Counted)
        known = {f"results.{name}" for name in Results.model_fields} if counted else set(model.model_fields)
        named = cell.field if counted else cell.field.rpartition(".")[2]
        if named not in known:
            close = nearest(named, known)
            hint = f"是不是“{close}”？" if close else f"{model.label}的字段见 campaign describe {collection}。"
            message = f"{model.label}（{collection}）里没有字段“{named}”，这一格加不出来。"
            yield complain(site, form, "cell-field", ("cells", no, "field"), message, hint, close or None)
            return


@check(Form)
def own_period_has_both_ends(site: Site, _now: datetime) -> Iterator[Problem]:
    """统计期写 custom 的，period_from 和 period_to 都要写，而且不能倒过来。"""
    for form in every(site, Form):
        if form.period == "custom":
            if form.period_from is None or form.period_to is None:
                message = "统计期写了 custom，却没有写全起止日期。"
                yield complain(site, form, "period-open", ("period",), message, "加上 period_from 和 period_to。")
            elif form.period_to < form.period_from:
                message = f"统计期结束 {form.period_to} 早于开始 {form.period_from}。"
                yield complain(site, form, "end-before-start", ("period_to",), message, "是不是写反了？")


@check(Worklog)
def worklog_periods_do_not_overlap(site: Site, _now: datetime) -> Iterator[Problem]:
    """台账的最后一天不能早于第一天；同一单位两条台账的期间不能重叠，否则会重复计算。"""
    latest: dict[str, Worklog] = {}  # of each unit, the one before that ends last
    for log in sorted(every(site, Worklog), key=lambda one: one.period.from_):
        if log.period.to < log.period.from_:
            message = f"最后一天 {log.period.to} 早于第一天 {log.period.from_}。"
            yield complain(site, log, "end-before-start", ("period", "to"), message, "是不是写反了？")
            continue
        before = latest.get(log.reporting_unit)
        if before and log.period.from_ <= before.period.to:
            message = f"和“{before.id}”（{before.period.from_} 至 {before.period.to}）的期间重叠。"
            yield complain(site, log, "worklog-overlap", ("period", "from"), message, "改成前后相接，或合成一条。")
        if before is None or log.period.to > before.period.to:
            latest[log.reporting_unit] = log


@check(Counted)
def counting_unit_reports(site: Site, _now: datetime) -> Iterator[Problem]:
    """计入统计的记录，责任单位要是填报单位，否则哪张统计表也不会算它。"""
    for record in every(site, Counted):
        unit = site.get("orgs", record.reporting_unit)
        if record.stat_row != "none" and isinstance(unit, Org) and not unit.reports:
            message = f"“{unit.name_text}”不填报统计表，这一条不会被统计。"
            hint = "改成填报的单位，或者在单位表里给它写 reports: true。"
            yield remind(site, record, "unit-does-not-report", ("reporting_unit",), message, hint)


@check(Counted)
def joint_event_is_written_once(site: Site, _now: datetime) -> Iterator[Problem]:
    """几个单位联合办的一场只写一条、只算给责任单位，其他单位写进 co_hosts。"""
    seen: defaultdict[tuple[object, ...], list[Scheduled]] = defaultdict(list)
    for record in every(site, Counted):
        if not isinstance(record, Scheduled) or not record.place_key or record.stat_row == "none" or record.cancelled:
            continue
        for other in seen[record.start, record.place_key]:
            hosts = {record.reporting_unit, *getattr(record, "co_hosts", ())}
            others = {other.reporting_unit, *getattr(other, "co_hosts", ())}
            if record.reporting_unit != other.reporting_unit and (
                other.reporting_unit in hosts or record.reporting_unit in others
            ):
                message = f"和“{other.id}”是同一时间、同一地点的联合活动，会算两次。"
                hint = "留下一条；另一个单位写进它的 co_hosts。"
                yield complain(site, record, "joint-twice", ("reporting_unit",), message, hint)
        seen[record.start, record.place_key].append(record)


@check(Adjustment)
def adjustment_names_a_cell(site: Site, now: datetime) -> Iterator[Problem]:
    """统计调整要指明统计表里有的一格，调整以后不能小于 0。"""
    book = Book.of(site, now)
    if book is None and site.campaign.form:
        return  # the form's own mistakes are listed
    known = {cell.key: cell for cell in book.form.cells} if book else {}
    for one in every(site, Adjustment):
        cell = known.get(one.cell)
        if book is None or cell is None:
            close = nearest(one.cell, known)
            hint = f"是不是“{close}”？" if close else f"可用的：{'、'.join(known) or '还没有统计表'}。"
            message = f"统计表里没有“{one.cell}”这一格。"
            yield complain(site, one, "unknown-cell", ("cell",), message, hint, close or None)
            continue
        unit = site.get("orgs", one.reporting_unit)
        if not isinstance(unit, Org):
            continue  # that there is none is said already
        value = (book.live_bureau() if unit.id == book.bureau_key else book.live(unit)).values[cell.key]
        if value is not None and value < 0:
            message = f"调整以后“{cell.label}”是 {value}，小于 0。"
            yield complain(site, one, "below-zero", ("delta",), message, "核对增减的数。")


@check(Submission)
def filed_form_is_as_it_was_filed(site: Site, _now: datetime) -> Iterator[Problem]:
    """已报的统计表不能手改：文件名就是填报单位，数字要和校验值一致。"""
    for filed in every(site, Submission):
        if filed.id != filed.reporting_unit:
            message = f"编号“{filed.id}”和填报单位“{filed.reporting_unit}”不一样。"
            yield complain(site, filed, "filed-id", ("reporting_unit",), message, "两者必须相同。", filed.id)
        values = {one.cell: one.value for one in filed.values}
        if digest(filed.form, filed.reporting_unit, values) != filed.sha:
            message = "数字和校验值对不上：报送以后被改过。"
            hint = "用 git 找回原来的文件；要更正，运行 campaign report submit 并带上 --again 原因。"
            yield complain(site, filed, "filed-altered", ("sha",), message, hint)
