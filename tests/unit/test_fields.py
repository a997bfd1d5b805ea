"""Field types: what they take, what they refuse, what they suggest instead."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock
from typing import Annotated, Any

import pytest
from pydantic import Field, TypeAdapter
from tests.fieldwork import read, refusal

from campaign.models import fields


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (fields.Id, " ev-001　", "ev-001"),
        (fields.Id, "2023-06-08-launch", "2023-06-08-launch"),
        (fields.Id, "a" * 64, "a" * 64),
        (fields.Line, "　A&B <产学研> 100% ", "A&B <产学研> 100%"),
        (fields.Text, "一\n二\n", "一\n二"),
        (fields.Day, "2023-06-14", date(2023, 6, 14)),
        (fields.Day, "2024-02-29", date(2024, 2, 29)),
        (fields.Moment, "2023-06-14 14:30", datetime(2023, 6, 14, 14, 30)),
        (fields.Moment, "2023-06-14T00:00", datetime(2023, 6, 14)),
        (fields.TimeOfDay, "09:30", clock(9, 30)),
        (fields.TimeOfDay, "23:59", clock(23, 59)),
        (fields.YesNo, "是", True),
        (fields.YesNo, "false", False),
        (fields.Count, "0", 0),
        (fields.Count, "007", 7),
        (fields.Number, "31.0322", 31.0322),
        (fields.Number, "-0.5", -0.5),
        (fields.Url, "https://www.songjiang.gov.cn/a?b=1&c=中#d", "https://www.songjiang.gov.cn/a?b=1&c=中#d"),
        (fields.Url, "http://例子.中国:8080/@x", "http://例子.中国:8080/@x"),
        (fields.Phone, "021-57810000转8001", "021-57810000转8001"),
        (fields.Phone, "12315", "12315"),
    ],
)
def test_value_in_its_one_form_is_read(kind: Any, text: str, value: object) -> None:
    assert read(kind, text) == value


@pytest.mark.parametrize(
    ("text", "code", "better"),
    [
        ("EV-001", "id-format", "ev-001"),
        ("ｅｖ－００１", "id-format", "ev-001"),
        ("ev_001", "id-format", "ev-001"),
        ("cafe\u0301", "id-format", None),
        ("../x", "id-format", None),
        ("/etc/evil", "id-format", None),
        ("..%2f..%2fevil", "id-format", None),
        ("a/b", "id-format", None),
        ("ev?x#y", "id-format", None),
        ("-a", "id-format", None),
        ("😀", "id-format", None),
        ("a" * 65, "id-format", "a" * 64),
        ("index", "id-reserved", None),
        ("404", "id-reserved", None),
        ("nul", "id-reserved", None),
        ("com1", "id-reserved", None),
        ("search", "id-reserved", None),
    ],
)
def test_id_that_is_no_file_name_everywhere_is_refused(text: str, code: str, better: str | None) -> None:
    found, value = refusal(fields.Id, text)
    assert (found, value if better else None) == (code, better)


@pytest.mark.parametrize(
    ("text", "code", "better"),
    [
        ("www.songjiang.gov.cn", "url-scheme", "https://www.songjiang.gov.cn"),
        ("https：//a.cn/", "url-scheme", "https://a.cn/"),
        ("//evil.example", "url-scheme", "https://evil.example"),
        ("JaVaScRiPt:alert(1)", "url-scheme", None),
        ("vbscript:x", "url-scheme", None),
        ("data:text/html,x", "url-scheme", None),
        ("mailto:a@b.cn", "url-scheme", None),
        ("ftp://a.cn", "url-scheme", None),
        ("https://a.cn@evil.example/", "url-userinfo", None),
        ("https:\\\\evil.example", "url-format", "https://evil.example"),
        ("https:/a.cn", "url-format", "https://a.cn"),
        ("https://a.cn/1.html。", "url-format", "https://a.cn/1.html"),
        ("https://a.cn/a b", "url-format", "https://a.cn/ab"),
        ("https://localhost/", "url-format", None),
        ("https://a.cn:99999/", "url-format", None),
        ("https://аpple.com/", "url-format", None),
        ('https://a.cn/"onclick=x', "url-format", None),
        ("java\tscript:alert(1)", "control-char", None),
    ],
)
def test_address_that_browsers_read_otherwise_is_refused(text: str, code: str, better: str | None) -> None:
    assert refusal(fields.Url, text) == (code, better)


@pytest.mark.parametrize(
    ("kind", "text", "code", "better"),
    [
        (fields.YesNo, "yes", "yes-no", "true"),
        (fields.YesNo, "off", "yes-no", "false"),
        (fields.YesNo, "也许", "yes-no", None),
        (fields.Count, "１２", "number-format", "12"),
        (fields.Count, "1,200 人次", "number-format", "1200"),
        (fields.Count, "-1", "number-format", None),
        (fields.Count, "1.5", "number-format", None),
        (fields.Count, "1_000", "number-format", "1000"),
        (fields.Number, "３１．０", "number-format", "31.0"),
        (fields.Number, "nan", "number-format", None),
        (fields.Phone, "０２１－５７８１００００", "phone-format", "021-57810000"),
        (fields.Phone, "张三", "phone-format", None),
    ],
)
def test_number_or_choice_written_otherwise_is_refused(kind: Any, text: str, code: str, better: str | None) -> None:
    assert refusal(kind, text) == (code, better)


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (fields.Line, "　　", "string_too_short"),
        (fields.Line, "字" * 201, "string_too_long"),
        (fields.Line, "一\n二", "string_pattern_mismatch"),
        (fields.Line, "一\t二", "string_pattern_mismatch"),
        (fields.Text, "字" * 4001, "string_too_long"),
        (fields.Ref("orgs"), "A_B", "string_pattern_mismatch"),
        (fields.Term("主题"), "", "string_too_short"),
        (fields.Day, ["2023-06-14"], "string_type"),
        (fields.Count, {"a": "1"}, "string_type"),
        (fields.Url, "x" * 1_000_000, "string_too_long"),
    ],
)
def test_text_of_the_wrong_size_or_shape_is_refused_by_pydantic(kind: Any, text: object, code: str) -> None:
    assert refusal(kind, text)[0] == code


def test_reference_and_term_say_what_they_point_to() -> None:
    assert fields.Ref("orgs").__metadata__[-1] == fields.RefTo("orgs")
    assert fields.Term("主题").__metadata__[-1] == fields.TermOf("主题")


@pytest.mark.parametrize(
    "kind",
    [fields.Id, fields.Day, fields.Moment, fields.TimeOfDay, fields.Count, fields.Number, fields.Url, fields.ImagePath],
)
def test_json_schema_has_a_pattern_for_editors(kind: Any) -> None:
    assert {"type", "pattern"} <= set(TypeAdapter(kind).json_schema())


def test_json_schema_takes_what_editors_read_unquoted() -> None:
    types = {
        name: TypeAdapter(getattr(fields, name)).json_schema()["type"] for name in ("Count", "Number", "YesNo", "Day")
    }
    assert types == {
        "Count": ["string", "integer"],
        "Number": ["string", "number"],
        "YesNo": ["boolean", "string"],
        "Day": "string",
    }


@pytest.mark.parametrize(
    "read_one", [fields.parse_day, fields.parse_time, fields.parse_moment, fields.parse_url, fields.parse_phone]
)
@pytest.mark.parametrize(
    "text", ["9" * 2000, "2023" + " " * 1990, "下午" * 1000, "a." * 1000, "https://" + "a-" * 990, "14:30" * 400]
)
def test_long_nonsense_is_refused_at_once(read_one: Callable[[str], object], text: str) -> None:
    start = time.process_time()
    with pytest.raises(ValueError, match=r"."):
        read_one(text)
    assert time.process_time() - start < 0.5


def test_annotated_text_keeps_its_own_limit() -> None:
    assert refusal(Annotated[fields.Text, fields.TermOf("x")], "字" * 4001)[0] == "string_too_long"


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (Annotated[fields.Count, Field(ge=30, le=600)], "29", "greater_than_equal"),
        (Annotated[fields.Count, Field(ge=30, le=600)], "601", "less_than_equal"),
        (Annotated[fields.Number, Field(gt=0)], "0", "greater_than"),
        (Annotated[fields.Number, Field(gt=0)] | None, "0", "greater_than"),
    ],
)
def test_annotated_number_keeps_its_own_bounds(kind: Any, text: str, code: str) -> None:
    assert refusal(kind, text)[0] == code
