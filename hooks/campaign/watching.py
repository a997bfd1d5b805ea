"""Tells when files changed: at once where the system tells, else within two seconds.

Every hint is compared with names, sizes and times of the files, so that one change is told once.
Source: inotify(7), which knows nothing of what other computers do to a shared folder.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

#: seconds: a look without a hint, and how long a hint is left alone because an editor writes in several steps
_LOOK, _QUIET = 2.0, 0.03
_SKIPPED = frozenset({"__pycache__"})
State = dict[str, tuple[int, int, int]]


def state_of(paths: Iterable[Path]) -> State:
    """Return size, time and number of every file at or below ``paths``."""
    found: State = {}
    for path in paths:
        if path.is_dir():
            _look(str(path), found)
        elif path.is_file():
            _note(str(path), path.stat(), found)
    return found


def _look(folder: str, found: State) -> None:
    with contextlib.suppress(OSError):  # gone while it was read: the next look sees that
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in _SKIPPED:
                    _look(entry.path, found)
            else:
                _note(entry.path, entry.stat(follow_symlinks=False), found)


def _note(path: str, status: os.stat_result, found: State) -> None:
    found[path] = (status.st_size, status.st_mtime_ns, status.st_ino)


class Watcher(FileSystemEventHandler):
    """Calls ``changed`` with the files that are new, other or gone, from a thread of its own."""

    def __init__(self, paths: Iterable[Path], changed: Callable[[set[str]], None]) -> None:
        self._paths = [path for path in paths if path.exists()]
        self._changed = changed
        self._hint = threading.Event()
        self._over = threading.Event()
        self.state = state_of(self._paths)
        self._observer = Observer()

    def start(self) -> None:
        """Begin to watch; without the system's help the looks remain."""
        with contextlib.suppress(OSError):
            for path in self._paths:
                self._observer.schedule(self, str(path), recursive=path.is_dir())
            self._observer.start()
        threading.Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        """End both threads."""
        self._over.set()
        self._hint.set()
        if self._observer.is_alive():
            self._observer.stop()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take a hint; that a file was read is none."""
        if event.event_type not in {"opened", "closed_no_write"}:
            self._hint.set()

    def _watch(self) -> None:
        while not self._over.is_set():
            if self._hint.wait(_LOOK):
                while self._over.wait(_QUIET) is False and self._hint.is_set():
                    self._hint.clear()
            now = state_of(self._paths)
            differing = {path for path in now.keys() | self.state.keys() if now.get(path) != self.state.get(path)}
            self.state = now
            if differing and not self._over.is_set():
                self._changed(differing)
