"""Work in a second process: the same, in the same order, and its failure is this one's failure."""

from __future__ import annotations

import errno
import os
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from campaign.beside import BesideError, Take, ahead, beside, shared
from campaign.problems import DataError, Problem, Problems, Where

_HERE = os.getpid()


@pytest.fixture(params=["forked", "here"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Work in another process, or in this one as where threads run."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1})
    monkeypatch.setattr(threading, "active_count", lambda: 1 if request.param == "forked" else 2)
    return str(request.param)


def _diary(file: Path) -> Take:
    """Write down who is sent what; fail for what is said to be bad."""

    def take(sent: object) -> None:
        if sent == "full":
            raise OSError(errno.ENOSPC, "No space left on device", "search.json")
        if sent == "wrong":
            raise DataError(Problems([Problem("a", Where("b.yml"), "c")]))
        if sent == "end" and os.getpid() != _HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        with file.open("a") as written:
            written.write(f"{'here' if os.getpid() == _HERE else 'forked'} {sent}\n")

    return take


def _send_all(take: Take, folder: Path, things: list[object]) -> None:
    with beside(take, folder) as send:
        for one in things:
            send(one)


def _nobody_is_left() -> bool:
    """Whether no process forked from this one is there; a browser that another test has started may be."""
    own = Path("/proc/self/cmdline").read_bytes()
    children = Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text().split()
    return [one for one in children if Path(f"/proc/{one}/cmdline").read_bytes() in {own, b""}] == []


def test_everything_sent_arrives_in_order_before_the_block_is_left(way: str, tmp_path: Path) -> None:
    things: list[object] = [*range(500), "x" * 100_000]
    _send_all(_diary(tmp_path / "diary"), tmp_path, things)
    assert (tmp_path / "diary").read_text() == "".join(f"{way} {one}\n" for one in things)
    assert [path.name for path in tmp_path.iterdir()] == ["diary"]


@pytest.mark.parametrize("way", ["forked"], indirect=True)
def test_slow_taker_never_holds_up_a_quick_sender(way: str, tmp_path: Path) -> None:
    ready, done = os.pipe()

    def take(sent: object) -> None:
        if sent == 0 and not select.select([ready], [], [], 30)[0]:
            raise TimeoutError("who sends waits")

    with beside(take, tmp_path) as send:
        for number in range(100_000):
            send(number)
        os.write(done, b"1")
    assert (way, os.read(ready, 2)) == ("forked", b"1")
    os.close(ready)
    os.close(done)


def test_failure_there_is_raised_here_as_what_it_is(way: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left") as caught:
        _send_all(_diary(tmp_path / way), tmp_path, ["full", *range(20_000)])
    assert (caught.value.errno, caught.value.filename) == (errno.ENOSPC, "search.json")
    assert _nobody_is_left()


def test_mistakes_found_there_are_mistakes_here(way: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        _send_all(_diary(tmp_path / way), tmp_path, ["wrong"])
    assert list(caught.value.problems) == [Problem("a", Where("b.yml"), "c")]
    assert str(caught.value) == caught.value.problems.text()


@pytest.mark.parametrize("way", ["forked"], indirect=True)
def test_other_process_that_is_ended_is_told_in_words(way: str, tmp_path: Path) -> None:
    with pytest.raises(BesideError, match="内存不够"):
        _send_all(_diary(tmp_path / way), tmp_path, ["end", *range(20_000)])
    assert _nobody_is_left()


@pytest.mark.parametrize("error", [KeyError, BrokenPipeError])
def test_failure_here_ends_the_work_there(way: str, error: type[Exception], tmp_path: Path) -> None:
    with pytest.raises(error), beside(_diary(tmp_path / way), tmp_path):
        raise error
    assert list(tmp_path.iterdir()) == []
    assert _nobody_is_left()


@pytest.mark.parametrize("count", [0, 1, 7, 20_000])
def test_shared_jobs_are_each_done_once(way: str, count: int, tmp_path: Path) -> None:
    done = tmp_path / way
    with open(done, "ab", buffering=0) as file:  # noqa: PTH123 appended by two processes
        shared(range(count), lambda job: file.write(b"%d\n" % job))
    assert sorted(map(int, done.read_text().split())) == list(range(count))


def test_what_is_begun_ahead_is_made_there_and_its_result_arrives_here(way: str) -> None:
    awaited = ahead(lambda: f"{'here' if os.getpid() == _HERE else 'forked'}".encode() + b"x" * 300_000)
    assert awaited() == way.encode() + b"x" * 300_000
    assert _nobody_is_left()


def test_what_fails_ahead_is_made_here(way: str) -> None:
    def made() -> bytes:
        if os.getpid() != _HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"made here"

    assert ahead(made)() == b"made here", way
    assert _nobody_is_left()


_SLEEPER = """
import os, pathlib, sys, time
from campaign.beside import ahead, beside, shared
here = os.getpid()
def work(*_):
    if os.getpid() != here:
        pathlib.Path(sys.argv[1]).write_text(f"{os.getpid()} ")
    time.sleep(60)
os.sched_getaffinity = lambda _pid: {0, 1}
"""
_SLEEPERS = {
    "ahead": "ahead(work)()",
    "shared": "shared([1, 2], work)",
    "beside": "with beside(work, pathlib.Path(sys.argv[1]).parent) as send: send(1); work()",
}


@pytest.mark.parametrize("work", _SLEEPERS.values(), ids=_SLEEPERS)
def test_process_beside_a_killed_one_dies_with_it(tmp_path: Path, work: str) -> None:
    told = tmp_path / "pid"
    parent = subprocess.Popen([sys.executable, "-c", _SLEEPER + work, str(told)])
    until = time.monotonic() + 20
    while not (told.is_file() and told.read_text().endswith(" ")) and time.monotonic() < until:
        os.sched_yield()
    child = Path(f"/proc/{told.read_text().strip()}/cmdline")
    assert child.exists()
    parent.kill()
    parent.wait()
    while child.exists() and child.read_bytes() and time.monotonic() < until:
        os.sched_yield()
    assert not child.exists() or not child.read_bytes()
