"""What all commands share: talking to people, and where the project lies."""

from __future__ import annotations

import errno
import io
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

#: what a terminal would obey instead of showing it; a file's name may hold it
_ORDERS: Final = {
    code: ascii(chr(code))[1:-1]
    for code in (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
#: what the system says in English
_REASONS: Final = {
    errno.ENOENT: "没有这个文件或文件夹", errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.EROFS: "那里是只读的",
    errno.ENOSPC: "磁盘满了", errno.EDQUOT: "分给您的磁盘空间用完了", errno.EIO: "磁盘读写出错", errno.EISDIR: "那是一个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹", errno.ENAMETOOLONG: "文件名太长", errno.ELOOP: "快捷方式绕圈了",
    errno.EFBIG: "文件太大", errno.EBUSY: "正在被占用（例如挂载在那里）", errno.EMFILE: "打开的文件太多",
    errno.EADDRINUSE: "已经有人在用", errno.EADDRNOTAVAIL: "这台电脑没有这个地址",
}  # fmt: skip


def reason(error: OSError) -> str:
    """Return why the system refused, in Chinese; in its own words where that is seldom."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def refused(error: OSError, place: Path | None = None) -> str:
    """Return in words that the system refused to read or write something; ``place`` where it doesn't say what."""
    full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}  # copying names the file that was read
    name = (error.filename2 if full else error.filename) or place
    return f"读写文件失败：{reason(error)}{f'（{name}）' if name else ''}。"


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


def out_folder(options: Namespace, default: str) -> Path:
    """Return where the site is to lie: as asked for, else ``default`` in the project; a link stays one and leads there."""
    out = Path(options.out) if options.out else project_folder() / default
    is_link = os.path.islink(out)  # noqa: PTH114 Path's own raises for a name that is too long
    return Path(os.path.realpath(out)) if is_link else out


def data_folder(options: Namespace) -> Path:
    """Return the campaign's folder that was asked for, else the project's own."""
    return Path(options.data) if options.data else project_folder() / "data"
