"""Paths of pictures and files: inside the data folder, of a kind that sites may carry."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fieldwork import read, refusal

from campaign.models import fields
from campaign.models.fields import Context


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


def test_address_is_a_file_of_the_data_or_lies_on_the_web(context: Context) -> None:
    for text in ("files/通知.pdf", "https://video.example/1"):
        assert read(fields.Address, text, context) == text
    found = [
        refusal(fields.Address, text, context)[0]
        for text in ("files/none.pdf", "files/通知.html", "../a.pdf", "ftp://a.cn/a.pdf", "www.a.cn/1", "//a.cn/1")
    ]
    assert found == ["file-missing", "file-type", "file-path", "url-scheme", "url-scheme", "url-scheme"]
