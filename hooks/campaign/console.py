"""What all commands share: talking to people, and where the project lies."""

from __future__ import annotations

import io
import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

#: what a terminal would obey instead of showing it; a file's name may hold it
_ORDERS: Final = {
    code: ascii(chr(code))[1:-1]
    for code in (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def ready() -> None:
    """Let both streams take any text: where they were set to ASCII they speak UTF-8, as every Chinese terminal does."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            try:
                "服务月".encode(stream.encoding)
            except UnicodeEncodeError:
                stream.reconfigure(encoding="utf-8")
            stream.reconfigure(errors="backslashreplace")


def say(text: str = "") -> None:
    """Print a line for people, at once, so that long work shows where it is; no sign of it is an order to the terminal."""
    print(text.translate(_ORDERS), flush=True)  # noqa: T201 this is the command line


def project_folder() -> Path:
    """Return the project: the folder that holds mkdocs.yml, from here upwards."""
    here = Path.cwd()
    for folder in (here, *here.parents, Path(__file__).resolve().parents[2]):
        if (folder / "mkdocs.yml").is_file() and (folder / "hooks" / "main.py").is_file():
            return folder
    return here


def data_folder(options: Namespace) -> Path:
    """Return the campaign's folder that was asked for, else the project's own."""
    return Path(options.data) if options.data else project_folder() / "data"
