"""Cases, glossary, desks and quizzes: what the rules refuse, and what the pages are given."""

from __future__ import annotations

import shutil
from datetime import datetime

import pytest
from tests.conftest import REPO, Folder

from campaign.listing import listing
from campaign.models.desks import Desk, DeskHours, Weekday
from campaign.render import Renderer
from campaign.views import VIEWS

CASE, TERMS, DESK = "cases/drawings.yml", "terms.yml", "desks/centre.yml"
LECTURE, NOTICE = "lectures/2023-06-14-grading.yml", "notices/2023-06-01-guide.yml"
_COMMON = "reporting_unit: fbzdjz\nreview: {secrecy: pass}\nstatus: published\n"
_CASE = f"""id: drawings
title: 离职前夜拷走的图纸
published_on: 2026-06-05
publisher: 示例单位
route: 行政
industry: 机械制造
secret: 技术信息
act: 违反保密义务
facts: |
  2026年1月，第一步。
  第二步。
measures: 有权限。
decision: 责令停止。
lesson: [当天收窄权限]
articles: [law:aucl-2025#10]
anonymised: true
{_COMMON.replace("pass", "pass, legal: pass")}"""
_TERM = """- id: noncompete
  title: 竞业限制
  initial: J
  summary: 约定离职后一段时间不去<同行>。
  reporting_unit: fbzdjz
  review: {secrecy: pass}
  status: published
"""
_DESK = f"""id: centre
name: 咨询窗口
venue: hall
does: [咨询]
hours:
  - {{days: [周一, 周二, 周三], open: "09:30", close: "11:30"}}
{_COMMON}"""
_QUIZ = '[{q: 受保护吗, options: [受保护, 不受], answer: "受保护", why: 不用登记}]'


@pytest.fixture
def explaining(tiny: Folder) -> Folder:
    """Return the tiny campaign with one case, one term, one desk, and the law they rest on."""
    (tiny.root / "laws").mkdir()
    for name in ("aucl-2019", "aucl-2025"):
        shutil.copy(REPO / f"data/laws/{name}.yml", tiny.root / "laws")
    for name, text in ((CASE, _CASE), (TERMS, _TERM), (DESK, _DESK)):
        tiny.write(name, text)
    return tiny


def test_everything_is_valid(explaining: Folder) -> None:
    assert explaining.problems_of() == []


# cases


def test_case_with_names_is_not_published(explaining: Folder) -> None:
    explaining.edit(CASE, anonymised="false")
    assert explaining.problems_of() == [explaining.finding(CASE, "anonymised: ¦false", "case-not-anonymised")]
    explaining.edit(CASE, status="draft")
    assert explaining.problems_of() == []


def test_list_of_cases_is_filtered_by_the_fields_that_the_model_names(explaining: Folder) -> None:
    explaining.add_like(CASE, "other", act="第三人", route="民事")
    shown = explaining.shown()

    found = {facet.name: (facet.label, sorted(facet.choices)) for facet in listing(shown, "cases")["facets"]}

    assert found == {
        "act": ("行为", [("第三人", 1), ("违反保密义务", 1)]),
        "route": ("途径", [("民事", 1), ("行政", 1)]),
    }
    page = Renderer(REPO / "overrides", shown).page("listing.html", "../", **listing(shown, "cases"))
    assert 'data-act="第三人" data-industry="机械制造" data-route="民事"' in page


def test_case_is_told_in_steps_and_rests_on_an_article(explaining: Folder) -> None:
    shown = explaining.shown()

    page = Renderer(REPO / "overrides", shown).record(shown.public("cases")[0])

    assert "<li>2026年1月，第一步。</li><li>第二步。</li>" in page
    assert "反不正当竞争法（2025年修订）第十条" in page
    assert "教学编写" not in page
    explaining.edit(CASE, sample="true")
    shown = explaining.shown()
    assert "教学编写" in Renderer(REPO / "overrides", shown).record(shown.public("cases")[0])


@pytest.mark.parametrize(("now", "state"), [("2023-12-31", "随时可看"), ("2024-01-01", "内容已过有效期")])
def test_related_recording_tells_when_its_contents_have_expired(explaining: Folder, now: str, state: str) -> None:
    explaining.edit(
        LECTURE, format="录播", on_demand="true", end=None, content_valid_until="2023-12-31", registration=None
    )
    explaining.edit(CASE, lectures="[2023-06-14-grading]")
    shown = explaining.shown(datetime.fromisoformat(now))
    page = Renderer(REPO / "overrides", shown).record(shown.public("cases")[0])
    assert f'data-past="内容已过有效期">{state}</span>' in page.partition("<h2>相关宣讲</h2>")[2]


# lectures


def test_lecture_is_watched_and_read_from_its_page_and_the_classroom(explaining: Folder) -> None:
    for name in ("slides.pdf", "talk.txt"):
        explaining.write(f"files/{name}", "示例")
    explaining.edit(
        LECTURE,
        video='{platform: 云课堂, url: "https://video.example/1", transcript: files/talk.txt}',
        slides="files/slides.pdf",
        attachments="[{file: files/slides.pdf, label: 讲义}]",
    )
    shown = explaining.shown()
    record = shown.public("lectures")[0]
    renderer = Renderer(REPO / "overrides", shown)
    page = renderer.record(record)
    room = renderer.page("views/classroom.html", "../", **VIEWS["classroom"].context(shown, {}))
    for label, address in (("看视频", "https://video.example/1"), ("文字稿", "files/talk.txt")):
        up = "" if "://" in address else "../"
        assert page.count(f'<a href="{up}{up}{address}" rel="noopener">{label}</a>') == 1
        assert room.count(f'<a href="{up}{address}" rel="noopener">{label}<span class="c-hear">') == 1
    assert page.count("files/slides.pdf") == room.count("files/slides.pdf") == 2
    assert sorted(record.files) == ["files/slides.pdf", "files/slides.pdf", "files/talk.txt"]


# glossary


@pytest.mark.parametrize(("length", "codes"), [(80, []), (81, ["too-long"])])
def test_term_is_explained_in_80_characters(explaining: Folder, length: int, codes: list[str]) -> None:
    explaining.write(TERMS, _TERM.replace("约定离职后一段时间不去<同行>。", "字" * length))
    assert [code for *_, code in explaining.problems_of()] == codes


def test_link_to_a_term_carries_its_sentence_and_no_other_link_does(explaining: Folder) -> None:
    renderer = Renderer(REPO / "overrides", explaining.shown())

    html = renderer.rich("[竞业限制](record:terms/noncompete)、[案例](record:cases/drawings)", "../../")

    assert html == (
        '<p><a href="../../terms/noncompete/" data-gloss="约定离职后一段时间不去&lt;同行&gt;。" rel="noopener">竞业限制</a>、'
        '<a href="../../cases/drawings/" rel="noopener">案例</a></p>\n'
    )


def test_glossary_is_ordered_by_letter_then_by_hand(explaining: Folder) -> None:
    for key, initial, order in (("b", "J", 5), ("c", "B", 90), ("d", "J", 1)):
        one = _TERM.replace("noncompete", key).replace("initial: J", f"initial: {initial}\n  order: {order}")
        explaining.write(TERMS, explaining.read(TERMS) + one)
    assert [term.id for term in explaining.shown().public("terms")] == ["c", "noncompete", "d", "b"]


# desks


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (("周一", "周二", "周三", "周四", "周五"), "周一至周五"),
        (("周五", "周一", "周三"), "周一、周三、周五"),
        (("周六", "周日"), "周六、周日"),
    ],
)
def test_hours_name_their_days(days: tuple[Weekday, ...], text: str) -> None:
    hours = DeskHours.model_validate({"days": days, "open": "09:00", "close": "10:00"})
    assert hours.days_text == text


def test_desk_tells_the_browser_its_week_and_its_exceptions(explaining: Folder) -> None:
    explaining.edit(DESK, exceptions="[{date: 2023-06-25, open: true}, {date: 2023-06-30, open: false}]")
    (desk,) = explaining.shown().having(Desk)
    assert desk.weekly == "1 09:30 11:30,2 09:30 11:30,3 09:30 11:30"
    assert desk.exceptional == "2023-06-30,2023-06-25 09:30 11:30"  # a Sunday, open as a Monday is


def test_desk_opens_before_it_closes(explaining: Folder) -> None:
    explaining.replace(DESK, '"11:30"', '"09:30" ')
    assert [code for *_, code in explaining.problems_of()] == ["desk-hours"]


def test_desk_that_takes_reports_says_how(explaining: Folder) -> None:
    explaining.edit(DESK, does="[接收举报材料]")
    assert [code for *_, code in explaining.problems_of()] == ["desk-report-missing"]
    explaining.edit(DESK, report="{accepts: [举报材料], after: [当场登记]}")
    assert explaining.problems_of() == []


@pytest.mark.parametrize(
    ("verified", "code"), [("2023-03-14", []), ("2023-03-13", ["contact-stale"]), (None, ["contact-unverified"])]
)
def test_number_of_a_desk_is_verified_within_90_days(explaining: Folder, verified: str | None, code: list[str]) -> None:
    explaining.edit(DESK, phones="[{label: 电话, number: 12315}]", verified_on=verified)
    assert [found for *_, found in explaining.problems_of()] == code


def test_number_is_a_link_unless_the_desk_is_a_sample(explaining: Folder) -> None:
    explaining.edit(DESK, phones="[{label: 电话, number: 12315}]", verified_on="2023-06-01")
    shown = explaining.shown()
    assert 'href="tel:12315"' in Renderer(REPO / "overrides", shown).record(shown.public("desks")[0])
    explaining.edit(DESK, sample="true")
    shown = explaining.shown()
    assert "tel:" not in Renderer(REPO / "overrides", shown).record(shown.public("desks")[0])


# classroom and quizzes


def test_answer_is_one_of_the_options(explaining: Folder) -> None:
    explaining.edit(LECTURE, quiz=_QUIZ)
    assert explaining.problems_of() == []
    explaining.replace(LECTURE, '"受保护"', '"受保护吧"')
    assert explaining.problems_of() == [explaining.finding(LECTURE, '"受保护吧"', "quiz-answer")]


def test_options_are_different(explaining: Folder) -> None:
    explaining.edit(LECTURE, quiz=_QUIZ.replace("不受", "受保护"))
    assert [code for *_, code in explaining.problems_of()] == ["quiz-options"]


def test_classroom_groups_by_role_and_level(explaining: Folder) -> None:
    explaining.edit(LECTURE, roles="[研发, 人事]", level="实务")
    context = VIEWS["classroom"].context(explaining.shown(), {})
    assert {role: [talk.id for talk in talks] for role, talks in context["roles"] if talks} == {
        "研发": ["2023-06-14-grading"],
        "人事": ["2023-06-14-grading"],
    }
    assert {level: [one.record.id for one in cards] for level, cards in context["levels"]} == {
        "入门": [],
        "实务": ["2023-06-14-grading"],
        "进阶": [],
    }


# policy wall


@pytest.mark.parametrize(
    ("now", "groups"),
    [
        (datetime(2023, 6, 30, 23, 59), {"coming": ["2023-06-01-guide"], "past": []}),
        (datetime(2023, 7, 1), {"coming": [], "past": ["2023-06-01-guide"]}),
    ],
)
def test_notice_moves_to_the_expired_after_its_last_day(
    explaining: Folder, now: datetime, groups: dict[str, list[str]]
) -> None:
    context = listing(explaining.shown(now), "notices")
    assert {name: [one.record.id for one in members] for name, members in context["groups"]} == groups


def test_list_of_notices_without_last_days_has_no_groups(explaining: Folder) -> None:
    explaining.edit(NOTICE, valid_until=None)
    assert [name for name, _ in listing(explaining.shown(), "notices")["groups"]] == [""]
