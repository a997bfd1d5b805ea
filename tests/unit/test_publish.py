"""A new site replaces the old one whole, or not at all."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import tempfile
from pathlib import Path

import brotli
import pytest
from tests.conftest import REPO, tree_of

from campaign import publish
from campaign.releases import MARK, before, kind_of


def _publish(target: Path, text: str, kind: str = "published") -> None:
    with publish.replacing(target, kind) as aside:
        (aside / "index.html").write_text(text, encoding="utf-8")


def test_replacing_gives_the_new_files_the_old_name(tmp_path: Path) -> None:
    _publish(tmp_path / "site", "old")
    _publish(tmp_path / "site", "new")

    assert tree_of(tmp_path / "site") == {"index.html": b"new", MARK: b"published\n"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.before", ".site.lock", "site"]


def test_new_files_are_on_the_disk_before_they_get_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, there = tmp_path / "site", []

    def sync() -> None:
        (aside,) = (path for path in tmp_path.iterdir() if path.name.startswith(".site.new-"))
        there.append((sorted(tree_of(aside)), sorted(tree_of(target)) if target.exists() else []))

    monkeypatch.setattr(os, "sync", sync)
    _publish(target, "old")
    _publish(target, "new")
    _publish(tmp_path / "preview", "quick", "preview")
    files = [MARK, "index.html"]
    assert there == [(files, []), (files, files)]
    assert tree_of(target)["index.html"] == b"new"


def test_replacing_keeps_the_old_files_when_the_build_fails(tmp_path: Path) -> None:
    _publish(tmp_path / "site", "old")

    def _fail(aside: Path) -> None:
        (aside / "index.html").write_text("half", encoding="utf-8")
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"), publish.replacing(tmp_path / "site", "published") as aside:
        _fail(aside)

    assert tree_of(tmp_path / "site") == {"index.html": b"old", MARK: b"published\n"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.lock", "site"]


def test_replacing_refuses_a_folder_that_was_not_built_here(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("three years", encoding="utf-8")

    with pytest.raises(publish.PublishError, match="不是本程序生成的网站"):
        _publish(tmp_path, "new")

    assert (tmp_path / "thesis.docx").read_text(encoding="utf-8") == "three years"


def test_replacing_refuses_to_put_a_preview_over_the_published_site(tmp_path: Path) -> None:
    _publish(tmp_path / "site", "real")

    with pytest.raises(publish.PublishError, match="不能用预览替换"):
        _publish(tmp_path / "site", "preview", "preview")

    assert kind_of(tmp_path / "site") == "published"


def test_replacing_takes_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()

    _publish(tmp_path / "site", "new")

    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "new"


def test_replacing_refuses_a_second_build_at_the_same_time(tmp_path: Path) -> None:
    with publish.replacing(tmp_path / "site", "published") as aside:
        (aside / "index.html").write_text("first", encoding="utf-8")
        with pytest.raises(publish.PublishError, match="另一个生成正在写"):
            _publish(tmp_path / "site", "second")

    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "first"


def test_replacing_removes_what_a_killed_build_left(tmp_path: Path) -> None:
    left = tmp_path / ".site.new-killed"
    left.mkdir()
    (left / "half.html").write_text("half", encoding="utf-8")

    _publish(tmp_path / "site", "new")

    assert not left.exists()


def test_replacing_keeps_other_sites_beside_it(tmp_path: Path) -> None:
    _publish(tmp_path / "site", "one")
    _publish(tmp_path / "site2", "two")

    assert [(tmp_path / name / "index.html").read_text(encoding="utf-8") for name in ("site", "site2")] == [
        "one",
        "two",
    ]


def test_release_before_stays_and_comes_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for text in ("one", "two", "three"):
        _publish(site, text)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.before", ".site.lock", "site"]

    publish.rollback(site)
    assert (site / "index.html").read_text(encoding="utf-8") == "two"
    publish.rollback(site)
    assert (site / "index.html").read_text(encoding="utf-8") == "three"


def test_rollback_without_a_release_before_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    _publish(tmp_path / "site", "one")
    with pytest.raises(publish.PublishError, match="没有可以退回的上一版"):
        publish.rollback(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "one"
    assert not (tmp_path / ".site.before").exists()


def test_previews_keep_nothing_and_are_not_compressed(tmp_path: Path) -> None:
    for text in ("one" * 1000, "two" * 1000):
        _publish(tmp_path / "preview", text, "preview")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".preview.lock", "preview"]
    assert sorted(path.name for path in (tmp_path / "preview").iterdir()) == [MARK, "index.html"]


def test_published_files_have_compressed_copies_and_unchanged_ones_stay_the_same_files(tmp_path: Path) -> None:
    site = tmp_path / "site"

    def build(text: str) -> None:
        with publish.replacing(site, "published") as aside:
            for name, content in {
                "index.html": text,
                "same.css": "a" * 5000,
                "small.js": "1",
                "x.png": "p" * 5000,
            }.items():
                (aside / name).write_text(content, encoding="utf-8")

    build("old" * 1000)
    inodes = {path.name: path.stat().st_ino for path in site.iterdir()}
    build("new" * 1000)
    names = {"index.html", "same.css", "small.js", "x.png"} | {
        "index.html.br",
        "index.html.gz",
        "same.css.br",
        "same.css.gz",
    }
    assert {path.name for path in site.iterdir()} == names | {MARK}
    assert gzip.decompress((site / "index.html.gz").read_bytes()) == b"new" * 1000
    assert brotli.decompress((site / "index.html.br").read_bytes()) == b"new" * 1000
    kept = {name for name in names if (site / name).stat().st_ino == inodes[name]}
    assert kept == {"same.css", "same.css.br", "same.css.gz", "small.js", "x.png"}


def test_spoilt_copies_other_contents_and_other_rights_are_not_taken_over(tmp_path: Path) -> None:
    site = tmp_path / "site"
    text, names = "a" * 5000, ("one.css", "two.css", "three.css", "five.css", "six.css", "seven.css")

    def build(other: str) -> None:
        with publish.replacing(site, "published") as aside:
            for name in names:
                (aside / name).write_text(text, encoding="utf-8")
            (aside / "four.css").write_text(other, encoding="utf-8")
            os.utime(aside / "four.css", (1_700_000_000, 1_700_000_000))

    build("x" * 5000)
    inode = (site / "three.css").stat().st_ino
    (site / "one.css.br").write_bytes(b"SPOILT")
    (site / "one.css.gz").write_bytes(bytes(100))
    (site / "five.css.br").write_bytes(brotli.compress(b"another content"))
    (site / "five.css.gz").write_bytes(gzip.compress(b"another content"))
    for suffix in (".br", ".gz"):
        (site / f"seven.css{suffix}").rename(tmp_path / f"seven.css{suffix}")
        (site / f"seven.css{suffix}").symlink_to(tmp_path / f"seven.css{suffix}")
    (site / "six.css").rename(tmp_path / "six.css")
    (site / "six.css").symlink_to(tmp_path / "six.css")
    (site / "two.css").chmod(0o600)
    (site / "three.css.gz").chmod(0o600)
    build("y" * 5000)  # of the same size and time
    assert (site / "three.css").stat().st_ino == inode
    assert (site / "four.css").read_text() == "y" * 5000
    for name in names:
        assert not any((site / f"{name}{suffix}").is_symlink() for suffix in ("", ".br", ".gz"))
        assert brotli.decompress((site / f"{name}.br").read_bytes()) == text.encode()
        assert gzip.decompress((site / f"{name}.gz").read_bytes()) == text.encode()
    assert {path.stat().st_mode & 0o777 for path in site.glob("*.css*")} == {(site / "four.css").stat().st_mode & 0o777}


def test_release_before_is_kept_in_the_step_that_publishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    for text in ("first", "second"):
        _publish(site, text)

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publish, "keep", ended)  # the first thing after the step
    with pytest.raises(KeyboardInterrupt):
        _publish(site, "third")
    monkeypatch.undo()
    assert (site / "index.html").read_text() == "third"
    publish.rollback(site)
    assert (site / "index.html").read_text() == "second"


def test_nothing_is_brought_back_that_is_no_release_or_while_a_build_goes_on(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for text in ("first", "second"):
        _publish(site, text)
    with publish.replacing(site, "published"), pytest.raises(publish.PublishError, match="另一个"):
        publish.rollback(site)
    (before(site) / MARK).unlink()
    with pytest.raises(publish.PublishError, match="没有可以退回"):
        publish.rollback(site)
    assert (site / MARK).exists()


def test_copies_that_the_other_process_could_not_make_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, here = brotli.compress, os.getpid()

    def dies(data: bytes, **how: int) -> bytes:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return bytes(real(data, **how))

    monkeypatch.setattr(brotli, "compress", dies)
    names = [f"{number}.css" for number in range(40)]
    with publish.replacing(tmp_path / "site", "published") as aside:
        for name in names:
            (aside / name).write_text(name * 1000, encoding="utf-8")
    made = {path.name for path in (tmp_path / "site").iterdir()}
    assert made == {MARK} | {name + suffix for name in names for suffix in ("", ".br", ".gz")}
    for name in names:
        assert brotli.decompress((tmp_path / "site" / f"{name}.br").read_bytes()) == (name * 1000).encode()


def test_what_stands_beside_the_site_is_no_part_of_the_repository() -> None:
    names = [before(REPO / "site").name, *(f".site.{name}" for name in ("lock", "new-x", "next-7", "was", "gone-7"))]
    done = subprocess.run(["git", "check-ignore", *names], cwd=REPO, capture_output=True, text=True, check=False)
    assert done.stdout.split() == names


def test_every_kind_of_text_that_a_site_has_is_compressed(tmp_path: Path) -> None:
    texts = ["html", "css", "js", "json", "geojson", "svg", "xml", "atom", "ics", "vcf", "csv", "txt", "webmanifest"]
    with publish.replacing(tmp_path / "site", "published") as aside:
        for kind in (*texts, "png", "woff2", "zip"):
            (aside / f"a.{kind}").write_text("a" * 5000, encoding="utf-8")
    names = sorted(path.name for path in (tmp_path / "site").iterdir() if path.suffix in {".br", ".gz"})
    assert names == sorted(f"a.{kind}.{copy}" for kind in texts for copy in ("br", "gz"))


@pytest.mark.parametrize("mask", [0o077, 0o027, 0o022, 0o002])
def test_everybody_may_read_and_only_who_might_before_may_write(tmp_path: Path, mask: int) -> None:
    before_it = os.umask(mask)
    try:
        with publish.replacing(tmp_path / "site", "published") as aside:
            (aside / "events").mkdir()
            (aside / "events/index.html").write_text("a" * 5000, encoding="utf-8")
        now = os.umask(mask)
    finally:
        os.umask(before_it)
    writes = 0o022 & ~mask
    site = tmp_path / "site"
    rights = {path: path.stat().st_mode & 0o777 for path in (site, *site.rglob("*"))}
    assert rights == {path: (0o755 if path.is_dir() else 0o644) | writes for path in rights}
    assert (now, len(rights)) == (mask, 6)


def test_folder_of_a_group_stays_one_and_folders_above_can_be_entered(tmp_path: Path) -> None:
    (tmp_path / "srv").mkdir()
    (tmp_path / "srv").chmod(0o2775)
    before_it = os.umask(0o077)
    try:
        with publish.replacing(tmp_path / "srv/www/site", "published") as aside:
            (aside / "events").mkdir()
    finally:
        os.umask(before_it)
    folders = ("srv/www", "srv/www/site", "srv/www/site/events")
    assert [(tmp_path / name).stat().st_mode & 0o7777 for name in folders] == [0o2755] * 3


@pytest.mark.skipif(os.getuid() != 0, reason="only root becomes somebody else")
def test_lock_of_another_user_holds_and_can_be_taken() -> None:
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / "site"
        Path(name).chmod(0o777)
        _publish(target, "old")
        assert (target.with_name(".site.lock").stat().st_mode & 0o777) == 0o644
        os.seteuid(65534)
        try:
            with publish.replacing(target, "published") as aside:
                (aside / "index.html").write_text("new", encoding="utf-8")
                with pytest.raises(publish.PublishError, match="另一个生成正在写"):
                    _publish(target, "another")
        finally:
            os.seteuid(0)
        assert tree_of(target)["index.html"] == b"new"


def test_compressed_copies_say_nothing_of_the_moment(tmp_path: Path) -> None:
    with publish.replacing(tmp_path / "site", "published") as aside:
        (aside / "one.css").write_text("a" * 5000, encoding="utf-8")
    assert (tmp_path / "site/one.css.gz").read_bytes()[4:8] == bytes(4)  # RFC 1952, MTIME


@pytest.mark.skipif(os.getuid() != 0, reason="only root gives files away")
def test_file_that_is_somebody_elses_does_not_stay(tmp_path: Path) -> None:
    for _ in range(2):
        with publish.replacing(tmp_path / "site", "published") as aside:
            (aside / "x.png").write_bytes(b"p" * 5000)
        os.chown(tmp_path / "site/x.png", 65534, 65534)
    with publish.replacing(tmp_path / "site", "published") as aside:
        (aside / "x.png").write_bytes(b"p" * 5000)
    assert (tmp_path / "site/x.png").stat().st_uid == 0
