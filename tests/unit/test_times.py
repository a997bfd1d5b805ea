"""Days, times and moments: what is refused, and what was probably meant."""

from __future__ import annotations

import pytest
from tests.fieldwork import refusal

from campaign.models import fields


@pytest.mark.parametrize(
    ("text", "code", "better"),
    [
        ("2023-02-29", "date-impossible", "2023-02-28"),
        ("2023-06-31", "date-impossible", "2023-06-30"),
        ("2023-13-01", "date-impossible", None),
        ("2023/6/7", "date-format", "2023-06-07"),
        ("2023.6.7", "date-format", "2023-06-07"),
        ("2023年6月7日", "date-format", "2023-06-07"),
        ("二〇二三年六月十七日", "date-format", "2023-06-17"),
        ("20230607", "date-format", "2023-06-07"),
        ("２０２３－０６－０７", "date-format", "2023-06-07"),
        ("2023-6-7", "date-format", "2023-06-07"),
        ("2023-06-07 14:30:00", "date-format", "2023-06-07"),
        ("06/07/2023", "date-format", None),
        ("10000-01-01", "date-format", None),
        ("0023-06-07", "date-range", "2023-06-07"),
        ("1900-01-01", "date-range", None),
        ("待定", "date-format", None),
    ],
)
def test_day_written_otherwise_is_refused(text: str, code: str, better: str | None) -> None:
    assert refusal(fields.Day, text) == (code, better)


@pytest.mark.parametrize(
    ("text", "code", "better"),
    [
        ("25:00", "time-format", None),
        ("14:60", "time-format", None),
        ("24:00", "time-format", "23:59"),
        ("9:30", "time-format", "09:30"),
        ("１４：３０", "time-format", "14:30"),
        ("“14:30”", "time-format", "14:30"),
        ("下午2点半", "time-format", "14:30"),
        ("下午两点一刻", "time-format", "14:15"),
        ("上午9时", "time-format", "09:00"),
        ("十四点三十分", "time-format", "14:30"),
        ("2:30 PM", "time-format", "14:30"),
        ("1430", "time-format", "14:30"),
        ("870", "time-format", None),
        ("14:30:00", "time-format", "14:30"),
        ("14:30-16:00", "time-format", "14:30"),
        ("14:30Z", "time-zone", "14:30"),
        ("14:30+08:00", "time-zone", "14:30"),
    ],
)
def test_time_written_otherwise_is_refused(text: str, code: str, better: str | None) -> None:
    assert refusal(fields.TimeOfDay, text) == (code, better)


@pytest.mark.parametrize(
    ("text", "code", "better"),
    [
        ("2023-06-07", "time-format", "2023-06-07"),
        ("2023-06-07 14:30:00", "time-format", "2023-06-07 14:30"),
        ("2023-06-07 24:00", "time-format", "2023-06-08 00:00"),
        ("2023-06-07　下午2点", "time-format", "2023-06-07 14:00"),
        ("2023年6月7日（周三）14:30", "date-format", "2023-06-07 14:30"),
        ("2023-02-30 10:00", "date-impossible", "2023-02-28 10:00"),
        ("2023年6月31日 11:30", "date-impossible", "2023-06-30 11:30"),
        ("2023/2/30", "date-impossible", "2023-02-28"),
        ("0023-06-07 10:00", "date-range", "2023-06-07 10:00"),
        ("2023-06-07T14:30:00+08:00", "time-zone", "2023-06-07 14:30"),
        ("2023-06-07 14:30Z", "time-zone", "2023-06-07 14:30"),
        ("2023-06-07 14:30-16:00", "time-format", "2023-06-07 14:30"),
        ("14:30", "date-format", None),
    ],
)
def test_moment_written_otherwise_is_refused(text: str, code: str, better: str | None) -> None:
    assert refusal(fields.Moment, text) == (code, better)
