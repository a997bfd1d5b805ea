"""Pictures and files that a record names: relative, inside the data, really there.

What is written must be exactly the file's name, upper and lower case included, or the
page breaks on the server although it works on a Windows or Mac desk. Links are refused,
because they publish what lies elsewhere; SVG is refused, because it can hold scripts.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import ValidationInfo

from campaign.likeness import nearest
from campaign.models.complaint import complaint, half_width, shown

IMAGE_TYPES = ("jpg", "jpeg", "png", "webp", "avif", "gif")
FILE_TYPES = ("pdf", "docx", "xlsx", "pptx", "doc", "xls", "ppt", "zip", "csv", "txt", "mp4", "mp3", *IMAGE_TYPES)

LAYER_TYPES = ("geojson",)
#: where layers lie: no collection reads this folder, nothing of it is published
LAYER_FOLDER = "maps"

Kind = Literal["dir", "file", "link"]
_REMOTE = re.compile(r"(?:https?|ftp|data|blob|javascript)\s*:|[/\\]{2}|www\.", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(slots=True)
class Context:
    """What validation knows of the disk: folders under which pictures and files lie.

    Each folder is listed once; make a new context for every run.
    """

    image_roots: tuple[Path, ...] = ()
    file_roots: tuple[Path, ...] = ()
    #: how often the disk was asked: what was valid without it stays valid
    asked: int = 0
    _listed: dict[str, dict[str, Kind]] = field(default_factory=dict, repr=False)

    def names(self, folder: str) -> dict[str, Kind]:
        """Return the names in ``folder`` and what each is; nothing if it can't be listed."""
        known = self._listed.get(folder)
        if known is None:
            known = self._listed[folder] = _names(folder)
        return known


def parse_image(text: str, info: ValidationInfo) -> str:
    """Return the path of a picture as written.

    Raises the codes image-path, image-remote, image-type, image-missing. Without a
    :class:`Context` the disk is not asked.
    """
    roots = info.context.image_roots if isinstance(info.context, Context) else None
    return _checked(text, "image", "图片", IMAGE_TYPES, roots, info.context)


def parse_file(text: str, info: ValidationInfo) -> str:
    """Return the path of a file to download; the codes start with ``file-``."""
    roots = info.context.file_roots if isinstance(info.context, Context) else None
    return _checked(text, "file", "附件", FILE_TYPES, roots, info.context)


def parse_layer(text: str, info: ValidationInfo) -> str:
    """Return the path of a map's layer; the codes start with ``layer-``. It is read, never published."""
    _checked(text, "layer", "图层", LAYER_TYPES, None, None)
    if not text.startswith(f"{LAYER_FOLDER}/"):
        place = f"{LAYER_FOLDER}/{text.rpartition('/')[2]}"
        message = f"“{shown(text)}”不在 {LAYER_FOLDER} 目录里：图层文件都放在 data/{LAYER_FOLDER}/ 下面。"
        raise complaint("layer-place", message, f"把文件移到 data/{place}，这里写 path: {place}。", place)
    roots = info.context.file_roots if isinstance(info.context, Context) else None
    return _checked(text, "layer", "图层", LAYER_TYPES, roots, info.context)


def _checked(
    text: str, code: str, noun: str, types: tuple[str, ...], roots: tuple[Path, ...] | None, context: Context | None
) -> str:
    _shape(text, code, noun)
    suffix = text.rpartition(".")[2].lower() if "." in text.rpartition("/")[2] else ""
    if suffix not in types:
        message = f"“{shown(text)}”不是可以用的{noun}格式。"
        if suffix in ("svg", "svgz"):
            message = f"{noun}不能用 SVG：里面可以藏程序。"
        raise complaint(f"{code}-type", message, f"可以用的格式：{'、'.join(types)}。")
    if roots is None or context is None:
        return text
    context.asked += 1
    if not any(_is_there(context, root, text, code, noun) for root in roots):
        raise _missing(text, code, noun, roots, context)
    return text


def _shape(text: str, code: str, noun: str) -> None:
    """Raise for anything but ``folder/name`` with forward slashes."""
    sample = f"{LAYER_FOLDER}/towns.{LAYER_TYPES[0]}" if code == "layer" else f"{code}s/01.jpg"
    if _REMOTE.match(half_width(text)):
        hint = f"先把{noun}存到数据目录里，再写它的路径，例如 {sample}。"
        raise complaint(f"{code}-remote", f"{noun}不能用别的网站上的地址：“{shown(text)}”。", hint)
    hint = f"写成 {sample} 这样：目录、斜线“/”、文件名。"
    parts = text.split("/")
    message, value = "", None
    if "\\" in text:
        message = "路径里用了反斜线“\\”。"
        value = None if ":" in text or ".." in text else text.replace("\\", "/").lstrip("/")
    elif _SCHEME.match(text) or "：" in text:
        message = f"“{shown(text)}”不是数据目录里的路径。"
    elif text.startswith(("/", "~")):
        message = "路径不能以“/”或“~”开头。"
        value = text.lstrip("/") if ".." not in parts and not text.startswith("~") else None
    elif ".." in parts:
        message = "路径里不能有“..”，不能指到数据目录外面去。"
    elif "." in parts or "" in parts:
        message = "路径里有多余的“.”或“/”。"
        value = "/".join(part for part in parts if part not in {"", "."}) or None
    elif any(part != part.strip() or part.startswith(".") for part in parts):
        message = "目录名和文件名不能以点或空格开头，也不能以空格结尾。"
    if message:
        raise complaint(f"{code}-path", message, hint, value)


def _is_there(context: Context, root: Path, text: str, code: str, noun: str) -> bool:
    folder = os.fspath(root)
    *folders, name = text.split("/")
    for part, wanted in (*((part, "dir") for part in folders), (name, "file")):
        kind = context.names(folder).get(part)
        if kind == "link":
            raise complaint(
                f"{code}-path", f"“{shown(text)}”是快捷方式（符号链接），不能用。", f"把{noun}文件本身放进来。"
            )
        if kind != wanted:
            return False
        folder = os.path.join(folder, part)  # noqa: PTH118 strings: asked for every record
    return True


def _missing(text: str, code: str, noun: str, roots: Iterable[Path], context: Context) -> Exception:
    """Return the error for a file that is not there, with the name that was probably meant."""
    for root in roots:
        actual = _by_case(context, os.fspath(root), text.split("/"))
        if actual:
            message = f"没有“{shown(text)}”，有的是“{shown(actual)}”：大小写不同。"
            return complaint(f"{code}-missing", message, "大小写要和文件名完全一样。", actual)
        folder, _, name = text.rpartition("/")
        files = [found for found, kind in context.names(os.fspath(root / folder)).items() if kind == "file"]
        if close := nearest(name, files):
            value = f"{folder}/{close}".lstrip("/")
            return complaint(f"{code}-missing", f"找不到{noun}“{shown(text)}”。", f"是不是“{value}”？", value)
    return complaint(f"{code}-missing", f"找不到{noun}“{shown(text)}”。", f"先把{noun}文件放进数据目录，再检查路径。")


def _by_case(context: Context, folder: str, parts: list[str]) -> str:
    """Return the path that differs from ``parts`` in upper and lower case only, or an empty text."""
    found = []
    for part in parts:
        known = {name.casefold(): name for name, kind in context.names(folder).items() if kind != "link"}
        name = known.get(part.casefold())
        if name is None:
            return ""
        found.append(name)
        folder = os.path.join(folder, name)  # noqa: PTH118 strings, as above
    return "/".join(found)


def _names(folder: str) -> dict[str, Kind]:
    try:
        with os.scandir(folder) as entries:
            return {entry.name: _kind(entry) for entry in entries}
    except OSError:
        return {}


def _kind(entry: os.DirEntry[str]) -> Kind:
    if entry.is_symlink():
        return "link"
    return "dir" if entry.is_dir() else "file"
