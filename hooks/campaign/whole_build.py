"""The whole build behind ``campaign serve``: a process of its own, which a newer change may end at any moment."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from campaign.building import Order

#: when not even the reason could be told
_ENDED = "生成网站的进程被系统结束了，多半是内存不够。关掉别的程序，再保存一次。"


class WholeBuild:
    """Starts, ends and awaits the build of one order."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._running: subprocess.Popen[str] | None = None

    def start(self, done: Callable[[int, str], None]) -> None:
        """Build anew; ``done`` gets exit code and words of the build, unless a newer one takes its place."""
        self.stop()
        order = self._order
        command = [sys.executable, "-m", __name__, str(order.project), str(order.data), str(order.out), order.at or ""]
        self._running = process = subprocess.Popen(  # noqa: S603 our own module, our own paths
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
            start_new_session=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        threading.Thread(target=self._await, args=(process, done), daemon=True).start()

    def stop(self) -> None:
        """End the build that runs, and all that it has started."""
        process, self._running = self._running, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _await(self, process: subprocess.Popen[str], done: Callable[[int, str], None]) -> None:
        said, _ = process.communicate()
        if self._running is process:
            self._running = None
            done(process.returncode, said.strip() or _ENDED)


def main(words: list[str]) -> int:
    """Build in this process, quietly; 1 with everything that is wrong."""
    from campaign.building import FAILURES, build, told  # noqa: PLC0415 only the process of its own builds

    project, data, out, at = words
    try:
        build(Order(Path(project), Path(data), Path(out), at or None, kind="serve"), lambda _text: None)
    except FAILURES as error:
        sys.stdout.write(told(error, Path(out)))
        return 1
    return 0


if __name__ == "__main__":
    os.nice(19)
    sys.exit(main(sys.argv[1:]))
