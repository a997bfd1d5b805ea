"""The optional form editor at ``admin/``: a page, the generated ``config.yml``, and the editor itself.

The editor is a script of 5 MB that nobody commits: ``campaign admin`` fetches it, and only the
pinned one is ever published. It needs a policy of its own; see ``headers.ADMIN``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from campaign.admin_config import config
from campaign.problems import Problem, Problems
from campaign.render import Renderer

#: the package at the npm registry, the sha512 of its archive, the file in it and its sha256
PACKAGE: Final = "decap-cms@3.16.3"
ARCHIVE: Final = (
    "85ff9d3e50a1ed32665a5f3ee954731d839686b8b9c605249eb65b0dec1a59ee"
    "2cf41ef127c3d0ba0a7640779295d3142b36afebecf4a08a7051885424362d63"
)
MEMBER: Final = "package/dist/decap-cms.js"
SCRIPT: Final = "7c1efd6b616b4786e279aeef194dd21649a72058d3bc8d1f78901b574610dfb8"
FOLDER: Final = "admin/"


def bundle(project: Path) -> Path:
    """Return where the editor lies once it has been fetched."""
    return project / "build" / "admin" / "decap-cms.js"


def is_pinned(script: bytes) -> bool:
    """Whether a script is the editor that this version of the generator knows."""
    return hashlib.sha256(script).hexdigest() == SCRIPT


def files(renderer: Renderer, data: Path, problems: Problems) -> Iterator[tuple[str, bytes]]:
    """Yield path under the root and content of the editor; nothing unless ``admin: true``.

    ``data`` is the campaign's folder. A missing editor is added to ``problems`` as a warning, with the way to get it.
    """
    site = renderer.shown.site
    if not site.campaign.admin:
        return
    path = bundle(renderer.project)
    script = path.read_bytes() if path.is_file() else b""
    if not is_pinned(script):
        message = "表单编辑器还没有下载"
        if path.is_file():
            message = f"{path.relative_to(renderer.project)} 不是这一版程序登记的表单编辑器（旧版本，或者没有下载完）"
        hint = "运行 make admin 重新下载，再生成一次；没有外网的，在别的电脑下载压缩包，再运行 campaign admin --from 压缩包。"
        message += "，这次没有放进网站，网站上没有 /admin/。"
        where = site.where(site.campaign)
        problems.add(Problem("no-admin", where, message, hint, severity="warning"))
        return
    yield f"{FOLDER}index.html", renderer.page("admin.html", "../").encode()
    yield f"{FOLDER}config.yml", config(site, data).encode()
    yield f"{FOLDER}decap-cms.js", script
