"""``campaign admin``: fetch the form editor, or take it from an archive, and keep it only if it is the pinned one."""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import tempfile
from argparse import Namespace
from pathlib import Path

from campaign import admin
from campaign.console import project_folder, say

_NEXT = "campaign.yml 里写了 admin: true 才放进网站；写好以后再生成一次。"


def run_admin(options: Namespace) -> int:
    """Write ``build/admin/decap-cms.js``; 1 where it can't be had or is another one."""
    target = admin.bundle(project_folder())
    if target.is_file() and admin.is_pinned(target.read_bytes()):
        say(f"表单编辑器已经在 {target}，就是登记的版本。{_NEXT}")
        return 0
    with tempfile.TemporaryDirectory(prefix="fuwuyue-") as folder:
        archive = Path(options.archive) if options.archive else _fetched(Path(folder))
        if archive is None or not archive.is_file():
            say(
                f"拿不到表单编辑器。在能上网的电脑运行 npm pack {admin.PACKAGE}，把得到的压缩包拷过来，运行 campaign admin --from 压缩包。"
            )
            return 1
        if hashlib.sha512(archive.read_bytes()).hexdigest() != admin.ARCHIVE:
            say(f"“{archive.name}”和登记的校验值不一样，没有用。请用 npm pack {admin.PACKAGE} 重新下载。")
            return 1
        with tarfile.open(archive) as package:
            member = package.extractfile(admin.MEMBER)
            script = member.read() if member else b""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(script)
    say(f"表单编辑器放在 {target}。{_NEXT}")
    return 0


def _fetched(folder: Path) -> Path | None:
    """Return the archive as npm fetched it, or None where there is no npm or no way to the registry."""
    try:
        done = subprocess.run(["npm", "pack", "--silent", admin.PACKAGE], cwd=folder, check=False)  # noqa: S603, S607 fixed words
    except FileNotFoundError:
        return None
    return next(folder.glob("*.tgz"), None) if done.returncode == 0 else None
