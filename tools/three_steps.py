"""Draw the pictures of docs/manual/three-steps.md: ``make pictures``.

The web pages are photographed from the sample campaign, before and after the change that the page tells;
lines and answer are the page's own blocks, which a test compares with the check. What a forge's own
screens look like can't be had here: those two are drawings, and say so.
"""

from __future__ import annotations

import base64
import html
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "manual" / "three-steps.md"
EVENT = "events/2023-06-28-apply-training"
AT = "2023-06-12T09:30"
#: a phone's column: no wider, so that nothing has to be drawn smaller than it is read
WIDTH, SHARP = 358, 2
NAMES = ("1-page", "2-edit", "3-commit", "4-answer", "5-after")
#: bytes that one picture may have
MOST = 60_000
_STYLE = """
*{box-sizing:border-box}
body{margin:0;padding:8px;background:#eef0f3;font:16px/1.7 "Noto Sans CJK SC",sans-serif;color:#1c2430}
.w{background:#fff;border:1px solid #c5cad3;border-radius:8px;overflow:hidden}
.t{display:flex;gap:10px;align-items:center;padding:8px 14px;background:#f6f7f9;border-bottom:1px solid #d9dde4}
.t b{font-weight:500;flex:1;min-width:0;overflow-wrap:anywhere}
.i,.g{flex:none}
.i{border:1.5px solid #b3261e;color:#b3261e;border-radius:4px;padding:0 8px;font-size:14px}
.g{background:#1f7a3d;color:#fff;border-radius:6px;padding:3px 14px}
pre{margin:0;padding:10px 0;font:14px/1.75 "Noto Sans Mono CJK SC",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
pre div{padding:0 10px 0 calc(10px + 2.2em);text-indent:-2.2em}
pre i{color:#8a93a1;font-style:normal;display:inline-block;width:2.2em;text-indent:0}
.n{background:#dff3e4}
.e{white-space:pre-wrap;padding:12px 14px}
.p{padding:14px}
.f{border:1px solid #c5cad3;border-radius:6px;padding:5px 12px;margin:2px 0 12px}
.o{display:flex;gap:8px;align-items:center}
.o:before{content:"";width:16px;height:16px;border:2px solid #98a1b0;border-radius:50%}
.o.on:before{border:5px solid #1f7a3d}
.shot{display:block;width:100%}
.s{margin:12px 0 0}
.cut{height:16px;background:repeating-linear-gradient(90deg,#eef0f3 0 10px,#c5cad3 10px 12px)}
"""


def blocks(page: str) -> tuple[str, str]:
    """Return the changed lines and the check's answer, as the page has them."""
    lines, answer = re.findall(r"^```(?:yaml|text)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    return lines, answer


def changed(text: str, lines: str) -> str:
    """Return the event's file with the page's lines in place of its start and end."""
    return re.sub(r"^start: .*\nend: .*\n", lines, text, count=1, flags=re.MULTILINE)


def main() -> None:
    """Build the sample before and after, and draw every picture."""
    lines, answer = blocks(PAGE.read_text(encoding="utf-8"))
    for name in NAMES:  # a page with a picture that isn't there is not built
        if not (PAGE.with_suffix("") / f"{name}.webp").is_file():
            _keep(name, _blank())
    source = (ROOT / "data" / f"{EVENT}.yml").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        before, after = (_photographed(browser, Path(folder), text) for text in (source, changed(source, lines)))
        told = f'<div class="w"><div class="t"><b>检查没有通过</b></div><pre class="e">{html.escape(answer.strip())}</pre></div>'
        bodies = (before, _edited(changed(source, lines), lines), _COMMIT, told, after)
        for name, body in zip(NAMES, bodies, strict=True):
            page = browser.new_page(viewport={"width": WIDTH, "height": 200}, device_scale_factor=SHARP)
            page.set_content(f"<style>{_STYLE}</style>{body}")
            _keep(name, page.screenshot(full_page=True))
        browser.close()


def _photographed(browser: Browser, folder: Path, text: str) -> str:
    """Return the event's page with ``text`` as its file: what changes, or before it the last line with the way to edit."""
    data = folder / "data"
    shutil.copytree(ROOT / "data", data, dirs_exist_ok=True)
    (data / f"{EVENT}.yml").write_text(text, encoding="utf-8")
    campaign = (ROOT / "data/campaign.yml").read_text(encoding="utf-8")
    forge = "https://github.com/example/fuwuyue/edit/main/data/"
    (data / "campaign.yml").write_text(f"{campaign}edit_url: {forge}\n", encoding="utf-8")
    built = [sys.executable, "-m", "campaign", "build", "--data", str(data), "--at", AT, "--out", str(folder / "site")]
    subprocess.run(built, cwd=ROOT, check=True)  # noqa: S603 our own command
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder / "site"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page(viewport={"width": WIDTH - 16, "height": 900}, device_scale_factor=SHARP)
    page.goto(f"http://127.0.0.1:{server.server_port}/{EVENT}/")
    page.add_style_tag(
        content=".c-edit a{outline:3px solid #b3261e;outline-offset:4px;white-space:nowrap}"
        ".c-record,.c-alert,.c-facts dl > div,.c-source{padding:12px 16px !important}"
    )
    parts = [page.locator(one).first for one in (".c-record", ".c-alert", ".c-facts dl > div", ".c-source")]
    shots = [one.screenshot() for one in parts if one.count()]
    server.shutdown()
    pictures = [f'<img class="shot" src="data:image/png;base64,{base64.b64encode(one).decode()}">' for one in shots]
    last = "" if parts[1].count() else f'<div class="cut"></div>{pictures[-1]}'
    return f'<div class="w">{"".join(pictures[:-1])}{last}</div>'


def _edited(text: str, lines: str) -> str:
    """Return the drawing of an editor with the file's beginning, the page's lines marked."""
    new = set(lines.splitlines())
    rows = text.splitlines()
    start = rows.index(lines.splitlines()[0])
    shown = "".join(
        f'<div class="{"n" if row in new else ""}"><i>{number}</i>{html.escape(row if row in new else row[:76])}</div>'
        for number, row in list(enumerate(rows, 1))[start - 2 : start + 8]
    )
    head = f'<div class="t"><span class="i">示意图</span><b>data/{EVENT}.yml</b><span class="g">提交更改</span></div>'
    return f'<div class="w">{head}<pre>{shown}</pre></div>'


_COMMIT = """<div class="w"><div class="t"><span class="i">示意图</span><b>提交更改</b></div><div class="p">改了什么
<div class="f">申报辅导改到下午</div>
<div class="o">直接提交到主分支</div>
<div class="o on">新建分支并提出合并（请审查的同事看过再上网）</div>
<p class="s"><span class="g">提出更改</span></p></div></div>"""


def _blank() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (2, 2)).save(held, "png")
    return held.getvalue()


def _keep(name: str, png: bytes) -> None:
    """Write a picture as WebP, as good as its size allows."""
    folder = PAGE.with_suffix("")
    folder.mkdir(exist_ok=True)
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in (90, 80, 70, 60, 50):
        image.save(folder / f"{name}.webp", quality=quality, method=6)
        size = (folder / f"{name}.webp").stat().st_size
        if size <= MOST:
            break
    print(name, image.size, size)  # noqa: T201 the sizes go into the page


if __name__ == "__main__":
    main()
