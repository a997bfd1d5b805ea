"""Field types: what they take, what they refuse, what they suggest instead."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from campaign.models import fields
from campaign.models.fields import Context


def read(kind: Any, text: object, context: Context | None = None) -> Any:
    return TypeAdapter(kind).validate_python(text, context=context)


def refusal(kind: Any, text: object, context: Context | None = None) -> tuple[str, str | None]:
    """Return the code of the error and the value it suggests."""
    with pytest.raises(ValidationError) as caught:
        read(kind, text, context)
    [error] = caught.value.errors()
    return error["type"], error.get("ctx", {}).get("value")


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
        ("2023-06-07", "time-format", None),
        ("2023-06-07 14:30:00", "time-format", "2023-06-07 14:30"),
        ("2023-06-07 24:00", "time-format", "2023-06-08 00:00"),
        ("2023-06-07　下午2点", "time-format", "2023-06-07 14:00"),
        ("2023年6月7日（周三）14:30", "date-format", "2023-06-07 14:30"),
        ("2023-02-30 10:00", "date-impossible", "2023-02-28 10:00"),
        ("0023-06-07 10:00", "date-range", "2023-06-07 10:00"),
        ("2023-06-07T14:30:00+08:00", "time-zone", "2023-06-07 14:30"),
        ("2023-06-07 14:30Z", "time-zone", "2023-06-07 14:30"),
        ("2023-06-07 14:30-16:00", "time-format", "2023-06-07 14:30"),
        ("14:30", "date-format", None),
    ],
)
def test_moment_written_otherwise_is_refused(text: str, code: str, better: str | None) -> None:
    assert refusal(fields.Moment, text) == (code, better)


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


@pytest.fixture
def context(tmp_path: Path) -> Context:
    (tmp_path / "data" / "images").mkdir(parents=True)
    for name in ("ok.jpg", "evil.svg", "x.html", "图.PNG"):
        (tmp_path / "data" / "images" / name).write_bytes(b"x")
    (tmp_path / "secret.jpg").write_bytes(b"x")
    (tmp_path / "data" / "images" / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (tmp_path / "data" / "away").symlink_to(tmp_path)
    (tmp_path / "data" / "files").mkdir()
    (tmp_path / "data" / "files" / "通知.pdf").write_bytes(b"x")
    return Context(image_roots=(tmp_path / "data",), file_roots=(tmp_path / "data",))


def test_path_of_a_file_that_is_there_is_read(context: Context) -> None:
    assert read(fields.ImagePath, " images/ok.jpg ", context) == "images/ok.jpg"
    assert read(fields.ImagePath, "images/图.PNG", context) == "images/图.PNG"
    assert read(fields.FilePath, "files/通知.pdf", context) == "files/通知.pdf"


def test_path_without_context_is_checked_for_its_shape_only() -> None:
    assert read(fields.ImagePath, "images/none.jpg") == "images/none.jpg"
    assert refusal(fields.ImagePath, "../none.jpg") == ("image-path", None)


@pytest.mark.parametrize(
    ("text", "code", "better"),
    [
        ("../../../etc/passwd", "image-path", None),
        ("images/../../secret.jpg", "image-path", None),
        ("/etc/passwd.jpg", "image-path", "etc/passwd.jpg"),
        ("file:///etc/passwd", "image-path", None),
        ("C:\\图\\a.jpg", "image-path", None),
        ("images\\ok.jpg", "image-path", "images/ok.jpg"),
        ("./images/ok.jpg", "image-path", "images/ok.jpg"),
        ("images/link.jpg", "image-path", None),
        ("away/secret.jpg", "image-path", None),
        ("https://a.cn/b.jpg", "image-remote", None),
        ("//a.cn/b.jpg", "image-remote", None),
        ("data:image/svg+xml;base64,PHN2Zz4=", "image-remote", None),
        ("images/OK.JPG", "image-missing", "images/ok.jpg"),
        ("Images/ok.jpg", "image-missing", "images/ok.jpg"),
        ("images/okk.jpg", "image-missing", "images/ok.jpg"),
        ("elsewhere/zzz.png", "image-missing", None),
        ("images/evil.svg", "image-type", None),
        ("images/x.html", "image-type", None),
        ("images", "image-type", None),
    ],
)
def test_picture_outside_the_data_or_of_another_kind_is_refused(
    context: Context, text: str, code: str, better: str | None
) -> None:
    assert refusal(fields.ImagePath, text, context) == (code, better)


def test_file_to_download_has_its_own_codes(context: Context) -> None:
    found = [
        refusal(fields.FilePath, text, context)[0] for text in ("../a.pdf", "https://a.cn/a.pdf", "a.pdf", "a.exe")
    ]
    assert found == ["file-path", "file-remote", "file-missing", "file-type"]


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
