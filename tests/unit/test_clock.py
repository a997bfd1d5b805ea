"""The one clock: where the moment of a run comes from."""

from __future__ import annotations

import time
from datetime import datetime

import pytest

from campaign import clock
from campaign.__main__ import main


def test_now_takes_the_moment_that_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert clock.now("2023-06-12T09:30") == datetime(2023, 6, 12, 9, 30)
    assert clock.now("2023-06-12 09:30") == datetime(2023, 6, 12, 9, 30)
    assert clock.now("2023-06-12") == datetime(2023, 6, 12, 9, 0)


@pytest.mark.parametrize(
    "text", ["2023-06-31", "2023-06", "2023-06-31T09:30", "09:30", "明天", "2023-06-12T09:30+08:00", "2023-06-12T24:00"]
)
def test_now_refuses_a_malformed_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        clock.now(text)


def test_now_reads_the_epoch_as_shanghai_time_to_the_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1686533459")  # 2023-06-12T01:30:59Z
    assert clock.now() == datetime(2023, 6, 12, 9, 30)


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo"])
def test_now_does_not_depend_on_the_computers_zone(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1686585600")  # 2023-06-12T16:00:00Z, midnight in Shanghai
    try:
        assert clock.now() == datetime(2023, 6, 13)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_now_without_any_wish_is_the_present(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = datetime.now(clock.SHANGHAI).replace(tzinfo=None, second=0, microsecond=0)
    found = clock.now()
    after = datetime.now(clock.SHANGHAI).replace(tzinfo=None, second=0, microsecond=0)
    assert before <= found <= after
    assert (found.second, found.microsecond, found.tzinfo) == (0, 0, None)


def test_iso_carries_the_offset() -> None:
    assert clock.iso(datetime(2023, 6, 1, 9, 5)) == "2023-06-01T09:05+08:00"


def test_rfc3339_has_seconds_too() -> None:
    assert clock.rfc3339(datetime(2023, 6, 1, 9, 5)) == "2023-06-01T09:05:00+08:00"


@pytest.mark.parametrize("written", ["-1", "abc", "", "1686533400.5", "1000000000000", "9" * 30, "１６８６", " 1"])
def test_moment_of_the_environment_that_is_no_number_is_said_in_words(
    written: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    assert main(["check"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f"环境变量 SOURCE_DATE_EPOCH 是“{written[:40]}”，要写从 1970 年起的秒数，例如 1686533400；不用就删去它。\n"
    )
