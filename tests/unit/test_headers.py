"""What web servers are asked to say: one description, and files that servers take."""

from __future__ import annotations

import fnmatch
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.conftest import REPO

from campaign import headers

DIRECTIVES = {
    "default-src", "script-src", "style-src", "img-src", "font-src", "connect-src", "media-src", "worker-src",
    "manifest-src", "frame-src", "base-uri", "form-action", "frame-ancestors",
}  # fmt: skip


def test_committed_files_are_what_is_described() -> None:
    found = {path.name: path.read_text(encoding="utf-8") for path in (REPO / "deploy").iterdir()}
    assert found.pop("Containerfile")
    assert found == headers.files()


def test_policy_knows_no_unsafe_and_no_other_origin() -> None:
    parts = dict(part.strip().split(" ", 1) for part in headers.POLICY.split(";"))
    assert set(parts) == DIRECTIVES
    allowed = re.compile(r"'none'|'self'|data:|'sha256-[A-Za-z0-9+/]{43}='")
    assert [word for value in parts.values() for word in value.split() if not allowed.fullmatch(word)] == []
    assert parts["default-src"] == "'none'"
    assert parts["style-src"] == "'self'"


@pytest.mark.parametrize("text", [headers.nginx(), headers.caddy(), headers.underscore()])
def test_every_file_says_everything(text: str) -> None:
    assert [name for name, value in headers.ALWAYS.items() if f"{name}" not in text or value not in text] == []


def test_nginx_says_it_beside_errors_too() -> None:
    added = re.findall(r"^ *add_header .*$", headers.nginx(), re.MULTILINE)
    assert len(added) == len(headers.ALWAYS) + 1
    assert [line for line in added if not line.endswith(" always;")] == []


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/kiosk/latest.json", "no-store"),
        ("/kiosk/pack.hall.0123456789.json", "public, max-age=31536000, immutable"),
        ("/kiosk/font.400.98a32096.woff2", "public, max-age=31536000, immutable"),
        ("/assets/search/a8bbcd0963/4f.json", "public, max-age=31536000, immutable"),
        ("/assets/search/index.json", "max-age=600, stale-while-revalidate=86400"),
        ("/events/", "max-age=60, stale-while-revalidate=600"),
        ("/kiosk/sw.js", "max-age=60, stale-while-revalidate=600"),
    ],
)
def test_only_names_made_of_content_are_kept_for_ever(path: str, kept: str) -> None:
    assert headers.kept(path) == kept
    held = ""
    for rule in re.split(r"^(?=/)", headers.underscore(), flags=re.MULTILINE)[1:]:  # such a host adds up what fits
        where, _, lines = rule.partition("\n")
        if fnmatch.fnmatchcase(path, where):
            held = "" if "! Cache-Control" in lines else held
            held += re.findall(r"^  Cache-Control: (.+)$", lines, re.MULTILINE)[0]
    assert held == kept


def test_nginx_takes_the_file(tmp_path: Path) -> None:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        pytest.skip("no nginx on this machine")
    whole = f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{ access_log off;\n{headers.nginx()}}}\n"
    (tmp_path / "nginx.conf").write_text(whole, encoding="utf-8")
    asked = [nginx, "-t", "-q", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_container_holds_site_and_configuration_where_nginx_looks_for_them() -> None:
    recipe = (REPO / "deploy/Containerfile").read_text(encoding="utf-8")
    ours = headers.nginx()
    root, port = re.search(r"root (\S+);", ours), re.search(r"listen (\d+);", ours)
    assert root
    assert port
    copied = dict(line.split()[1:] for line in recipe.splitlines() if line.startswith("COPY "))
    assert copied == {"deploy/nginx.conf": "/etc/nginx/conf.d/fuwuyue.conf", "site": root[1]}
    assert f"EXPOSE {port[1]}\n" in recipe
    let_in = (REPO / ".containerignore").read_text(encoding="utf-8").splitlines()[1:]
    assert let_in == ["*", *(f"!{name}" for name in sorted(copied, reverse=True))]


def test_form_editor_has_a_policy_of_its_own_and_only_below_its_folder() -> None:
    policy = headers.ADMIN["Content-Security-Policy"]
    assert "'unsafe-eval'" in policy
    assert "'unsafe-eval'" not in headers.POLICY
    assert headers.underscore(admin=True).partition("/admin/*\n")[2].splitlines() == [
        line for name, value in headers.ADMIN.items() for line in (f"  ! {name}", f"  {name}: {value}")
    ]
    assert "/admin/" not in headers.underscore()
    assert f'"~^/admin/" "{policy}";' in headers.nginx()
    assert headers.caddy().index(policy) > headers.caddy().index(headers.POLICY)
