"""The rules a record must meet before the public sees it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Folder

EVENT = "events/2023-06-08-launch.yml"
LECTURE = "lectures/2023-06-14-grading.yml"
NOTICE = "notices/2023-06-01-guide.yml"


# publishing_needs_a_secrecy_review


def test_publishing_needs_a_secrecy_review_finds_a_missing_one(tiny: Folder) -> None:
    tiny.edit(LECTURE, review=None)
    assert tiny.problems_of() == [tiny.finding(LECTURE, "published", "secrecy-review")]


def test_publishing_needs_a_secrecy_review_finds_a_pending_one(tiny: Folder) -> None:
    tiny.edit(LECTURE, review="{secrecy: pending}")
    assert tiny.problems_of() == [tiny.finding(LECTURE, "pending", "secrecy-review")]


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_publishing_needs_a_secrecy_review_asks_it_of_everything_on_line(tiny: Folder, status: str) -> None:
    tiny.edit(LECTURE, review=None, status=status, status_reason="台风", revision="1")
    assert tiny.problems_of() == [tiny.finding(LECTURE, f"status: ¦{status}", "secrecy-review")]


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_publishing_needs_a_secrecy_review_leaves_what_is_not_on_line(tiny: Folder, status: str) -> None:
    tiny.edit(LECTURE, review=None, status=status, status_reason="录错了")
    assert tiny.problems_of() == []


# private_numbers_are_never_published

PRIVATE = [("身份证310227198001011234", "¦身份证3102"), ("张三 13800138000", "¦张三 138"), ("zhang@qq.com", "¦zhang@")]


@pytest.mark.parametrize(("written", "place"), PRIVATE)
@pytest.mark.parametrize("status", ["published", "cancelled"])
def test_private_numbers_are_never_published_refuses_them(tiny: Folder, written: str, place: str, status: str) -> None:
    tiny.edit(LECTURE, summary=written, status=status, status_reason="台风", revision="1")
    assert tiny.problems_of() == [tiny.finding(LECTURE, place, "privacy")]
    assert [problem.severity for problem in tiny.problems()] == ["error"]


@pytest.mark.parametrize(("written", "place"), PRIVATE)
@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_private_numbers_are_never_published_reminds_of_them(
    tiny: Folder, written: str, place: str, status: str
) -> None:
    tiny.edit(LECTURE, summary=written, status=status, status_reason="录错了")
    assert tiny.problems_of() == [tiny.finding(LECTURE, place, "privacy")]
    assert [problem.severity for problem in tiny.problems()] == ["warning"]


def test_private_numbers_are_never_published_looks_at_records_without_a_page(tiny: Folder) -> None:
    tiny.replace("venues.yml", "示例路 1 号", "示例路 1 号，13800138000")
    assert tiny.problems_of() == [tiny.finding("venues.yml", "¦示例路 1 号", "privacy")]
    assert [problem.severity for problem in tiny.problems()] == ["error"]


def test_private_numbers_are_never_published_refuses_them_in_a_record_that_is_not_read(tiny: Folder) -> None:
    tiny.edit(LECTURE, summary="13800138000", start="明天")
    assert [problem.severity for problem in tiny.problems() if problem.code == "privacy"] == ["error"]


# change_of_status_gives_a_reason


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_change_of_status_gives_a_reason_finds_none(tiny: Folder, status: str) -> None:
    tiny.edit(LECTURE, status=status, revision="1")
    assert tiny.problems_of() == [tiny.finding(LECTURE, f"status: ¦{status}", "reason-missing")]


def test_change_of_status_gives_a_reason_takes_one(tiny: Folder) -> None:
    tiny.edit(LECTURE, status="cancelled", status_reason="讲师生病", revision="1")
    assert tiny.problems_of() == []


def test_change_of_status_gives_a_reason_asks_it_of_a_withdrawn_record(tiny: Folder) -> None:
    tiny.edit(LECTURE, status="withdrawn")
    assert tiny.problems_of() == [tiny.finding(LECTURE, "withdrawn", "reason-missing")]


# status_since_belongs_to_a_changed_status


@pytest.mark.parametrize("status", ["published", "draft"])
def test_status_since_belongs_to_a_changed_status_finds_an_unchanged_one(tiny: Folder, status: str) -> None:
    tiny.edit(LECTURE, status=status, status_since="2023-06-11 09:00")
    assert tiny.problems_of() == [tiny.finding(LECTURE, "2023-06-11 09:00", "since-without-change")]


def test_status_since_belongs_to_a_changed_status_takes_a_withdrawn_one(tiny: Folder) -> None:
    tiny.edit(LECTURE, status="withdrawn", status_reason="录错了", status_since="2023-06-11 09:00")
    assert tiny.problems_of() == []


# publish_window_opens_before_it_closes


@pytest.mark.parametrize("until", ["2023-06-10 08:59", "2023-06-10T09:00"])
def test_publish_window_opens_before_it_closes_finds_a_window_that_never_opens(tiny: Folder, until: str) -> None:
    tiny.edit(LECTURE, publish_from="2023-06-10 09:00", publish_until=until)
    assert tiny.problems_of() == [tiny.finding(LECTURE, until, "publish-window")]


def test_publish_window_opens_before_it_closes_takes_one_minute(tiny: Folder) -> None:
    tiny.edit(LECTURE, publish_from="2023-06-10 09:00", publish_until="2023-06-10 09:01")
    assert tiny.problems_of() == []


# picture_of_people_needs_consent


def test_picture_of_people_needs_consent_finds_each_picture_without(tiny: Folder) -> None:
    tiny.write("images/a.jpg", "a picture")
    tiny.write("images/b.jpg", "a picture")
    tiny.edit(
        EVENT,
        images="""
  - {file: images/a.jpg, alt: 会场, consent: 到场者 6 月 8 日当场同意}
  - {file: images/b.jpg, alt: 台上}""",
    )
    assert tiny.problems_of() == [tiny.finding(EVENT, "images/b.jpg", "image-consent")]
    tiny.edit(EVENT, status="draft")
    assert tiny.problems_of() == []


# contact_was_verified_lately


def test_contact_was_verified_lately_reminds_of_a_missing_day(tiny: Folder) -> None:
    tiny.edit(EVENT, verified_on=None)
    assert tiny.problems_of() == [tiny.finding(EVENT, "{label", "contact-unverified")]
    assert [problem.severity for problem in tiny.problems()] == ["warning"]


def test_contact_was_verified_lately_reminds_after_ninety_days(tiny: Folder) -> None:
    tiny.edit(EVENT, verified_on="2023-03-14")  # 90 days before June 12
    assert tiny.problems_of() == []
    tiny.edit(EVENT, verified_on="2023-03-13")
    assert tiny.problems_of() == [tiny.finding(EVENT, "2023-03-13", "contact-stale")]
    assert [problem.severity for problem in tiny.problems()] == ["warning"]


def test_contact_was_verified_lately_leaves_drafts_and_archives(tiny: Folder) -> None:
    tiny.edit(EVENT, verified_on=None)
    tiny.edit("units/station.yml", lookback_due=None)
    tiny.edit("open_days/2023-06-16-station.yml", stat_row="none")
    tiny.edit(LECTURE, stat_row="none")
    assert [code for *_, code in tiny.problems_of(datetime(2023, 9, 28))] == ["contact-unverified"]
    assert tiny.problems_of(datetime(2023, 9, 29)) == []
    tiny.edit(EVENT, status="draft")
    assert tiny.problems_of() == []


# replaced_notice_knows_its_successor


def test_replaced_notice_knows_its_successor_finds_the_older_one(tiny: Folder) -> None:
    tiny.add_like(NOTICE, "2023-06-09-guide", issued="2023-06-09", title="申报指南（新）", replaces="2023-06-01-guide")
    assert tiny.problems_of() == [tiny.finding(NOTICE, "2023-06-01-guide", "replaced-by-missing")]
    tiny.edit(NOTICE, replaced_by="2023-06-09-guide")
    assert tiny.problems_of() == []


# notice_is_valid_for_some_time


def test_notice_is_valid_for_some_time_finds_an_end_before_the_beginning(tiny: Folder) -> None:
    tiny.edit(NOTICE, valid_from="2023-06-10", valid_until="2023-06-09")
    assert tiny.problems_of() == [tiny.finding(NOTICE, "2023-06-09", "validity-window")]


def test_notice_is_valid_for_some_time_counts_from_the_issue_without_a_beginning(tiny: Folder) -> None:
    tiny.edit(NOTICE, issued="2023-06-05", valid_until="2023-06-04")
    assert tiny.problems_of() == [tiny.finding(NOTICE, "2023-06-04", "validity-window")]
    tiny.edit(NOTICE, valid_until="2023-06-05")
    assert tiny.problems_of() == []


def test_notice_is_valid_for_some_time_finds_an_application_that_closes_first(tiny: Folder) -> None:
    tiny.edit(NOTICE, apply="{opens: 2023-06-10, closes: 2023-06-09}")
    assert tiny.problems_of() == [tiny.finding(NOTICE, "2023-06-09", "apply-window")]
    tiny.edit(NOTICE, apply="{opens: 2023-06-10, closes: 2023-06-10}")
    assert tiny.problems_of() == []


# body_is_markdown_not_html


@pytest.mark.parametrize(
    ("tag", "line"), [("<div>", "  <div>**重要**</div>"), ("<script", "  <script src=a></script>")]
)
def test_body_is_markdown_not_html_reminds_of_a_paragraph_that_begins_with_a_tag(
    tiny: Folder, tag: str, line: str
) -> None:
    tiny.edit(LECTURE, body=f"|\n  第一段。\n\n{line}")
    [problem] = tiny.problems()
    assert (problem.code, problem.severity, problem.line_text) == ("html-in-body", "warning", line)
    assert f"“{tag.rstrip('>')}" in problem.message


@pytest.mark.parametrize("text", ["1 < 2", "<https://example.org/>", "`<div>` 是标签", "见 <b>这里</b>"])
def test_body_is_markdown_not_html_leaves_other_angles(tiny: Folder, text: str) -> None:
    tiny.edit(LECTURE, body=f"|\n  {text}")
    assert tiny.problems_of() == []
