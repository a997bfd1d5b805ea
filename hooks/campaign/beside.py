"""Work for a second processor while this one goes on, in a process forked from this one.

Where forking is not safe (other threads run) or brings nothing (one processor), the same work is done at once and
here; the result is the same bytes. A process forked here dies with its parent.
Source: fork(2), prctl(2) PR_SET_PDEATHSIG, pipe(7) (a read of few bytes takes them whole).
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import pickle
import signal
import struct
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, NoReturn, TypeAlias, TypeVar

_PR_SET_PDEATHSIG = 1
_LENGTH = struct.Struct("<I")
_END = 0
#: how many things may wait for a slow taker; a pipe holds a sixteenth of it otherwise
_WAITING = 1 << 18
#: lots that work is cut into; their numbers fit into a pipe, so that nobody has to hand them out
_TOKENS = 8000
J = TypeVar("J")


Take: TypeAlias = Callable[[object], None]


class BesideError(Exception):
    """Raised when the process beside this one ended without a word: the message is for staff."""


def processors() -> int:
    """Return how many processes are worth having here: 1 where forking is not safe."""
    if threading.active_count() > 1 or not hasattr(os, "sched_getaffinity"):
        return 1
    return len(os.sched_getaffinity(0))


class _GaveUpError(Exception):
    """Raised when nobody takes what is sent any more."""


class _Sender:
    """Hands things to the other process through a file, so that a slow taker never holds up a quick sender."""

    def __init__(self, spool: IO[bytes], lengths: int) -> None:
        self._spool = spool
        self._lengths = lengths

    def take(self, sent: object) -> None:
        content = pickle.dumps(sent, pickle.HIGHEST_PROTOCOL)
        self._spool.write(content)
        self._spool.flush()
        self._tell(len(content))

    def end(self) -> None:
        self._tell(_END)

    def _tell(self, length: int) -> None:
        try:
            os.write(self._lengths, _LENGTH.pack(length))
        except BrokenPipeError:
            raise _GaveUpError from None


@contextlib.contextmanager
def beside(take: Take, folder: Path) -> Iterator[Take]:
    """Yield a function that sends one thing to ``take``; when the block ends well, all that was sent is taken in.

    ``folder`` is where what waits is kept, in a file without a name. What ``take`` raises there is raised here;
    BesideError when the other process was ended from outside.
    """
    if processors() == 1:
        yield take
        return
    with tempfile.TemporaryFile(dir=folder) as spool:
        lengths, to_lengths = os.pipe()
        with contextlib.suppress(OSError):  # where so much is not allowed the sender waits sooner
            fcntl.fcntl(to_lengths, fcntl.F_SETPIPE_SZ, _WAITING * _LENGTH.size)
        said, to_said = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(to_lengths)
            os.close(said)
            _serve(take, spool.fileno(), lengths, to_said)
        os.close(lengths)
        os.close(to_said)
        try:
            sender = _Sender(spool, to_lengths)
            yield sender.take
            sender.end()
        except _GaveUpError:
            pass  # the other process has given up, and says below why
        except BaseException:
            os.kill(child, signal.SIGKILL)
            raise
        finally:
            os.close(to_lengths)
            with open(said, "rb") as answer:  # noqa: PTH123 a descriptor
                told = answer.read()
            _, status = os.waitpid(child, 0)
        if told:
            raise pickle.loads(told)  # noqa: S301 written by our own child
        if status:
            raise BesideError(f"生成网站的第二个进程被系统结束了（{status}），多半是内存不够。关掉别的程序再试。")


def _serve(take: Take, spool: int, lengths: int, said: int) -> NoReturn:
    """Be the other process."""
    code = 1
    try:
        _die_with_parent()
        place = 0
        while (length := _next(lengths)) != _END:
            take(pickle.loads(os.pread(spool, length, place)))  # noqa: S301 written by our own parent
            place += length
        code = 0
    except BaseException as error:  # noqa: BLE001 told to the parent, which raises it
        error.add_note(traceback.format_exc())
        with open(said, "wb", closefd=False) as answer:
            answer.write(_pickled(error))
    finally:
        os._exit(code)


def _pickled(error: BaseException) -> bytes:
    try:
        content = pickle.dumps(error)
        pickle.loads(content)  # noqa: S301 our own: some can be written and not read
    except Exception:  # noqa: BLE001 whatever it holds
        return pickle.dumps(RuntimeError("\n".join(error.__notes__)))
    return content


def _next(lengths: int) -> int:
    read = os.read(lengths, _LENGTH.size)
    if len(read) < _LENGTH.size:
        os._exit(1)  # the parent is gone
    return int(_LENGTH.unpack(read)[0])


def shared(jobs: Sequence[J], do: Callable[[J], object]) -> None:
    """Do every job once, on all processors; for work that leaves its results where this process finds them.

    What another process could not do is left undone without a word: whoever needs it does it again.
    """
    if not jobs:
        return
    size = len(jobs) // _TOKENS + 1
    lots = [jobs[start : start + size] for start in range(0, len(jobs), size)]
    numbers, to_numbers = os.pipe()
    os.write(to_numbers, b"".join(map(_LENGTH.pack, range(len(lots)))))
    children = []
    for _ in range(min(processors(), len(lots)) - 1):
        child = os.fork()
        if child == 0:
            os.close(to_numbers)
            _be_one_of_them(numbers, lots, do)
        children.append(child)
    os.close(to_numbers)
    try:
        _do_some(numbers, lots, do)
    finally:
        os.close(numbers)
        for child in children:
            os.waitpid(child, 0)


def _do_some(numbers: int, lots: Sequence[Sequence[J]], do: Callable[[J], object]) -> None:
    while read := os.read(numbers, _LENGTH.size):
        for job in lots[_LENGTH.unpack(read)[0]]:
            do(job)


def _be_one_of_them(numbers: int, lots: Sequence[Sequence[J]], do: Callable[[J], object]) -> NoReturn:
    code = 1
    try:
        _die_with_parent()
        _do_some(numbers, lots, do)
        code = 0
    finally:
        os._exit(code)


def ahead(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Begin ``make`` in another process; what is returned waits for its result.

    It is made here where another process is not worth having, or has failed.
    """
    if processors() == 1:
        return make
    result, to_result = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(result)
        _make(make, to_result)
    os.close(to_result)

    def awaited() -> bytes:
        with open(result, "rb") as answer:  # noqa: PTH123 a descriptor
            made = answer.read()
        return made if os.waitpid(child, 0)[1] == 0 else make()

    return awaited


def _make(make: Callable[[], bytes], to_result: int) -> NoReturn:
    code = 1
    try:
        _die_with_parent()
        with open(to_result, "wb") as answer:
            answer.write(make())
        code = 0
    finally:
        os._exit(code)


def _die_with_parent() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "prctl"):
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
