"""What a web server says beside each file: one description, written out for nginx, Caddy and ``_headers``.

Source: SECURITY R5 and R10; Content Security Policy Level 3; RFC 5861 (stale-while-revalidate); RFC 8246 (immutable).
"""

from __future__ import annotations

import re
from typing import Final

#: sha256 of the one inline script, which sets the reading settings before anything is painted; whoever changes it changes this knowingly
PINNED: Final = ("wkiI+UG4+M79QFDinKgJfg+/ZwfNOlWXSzgKoKW3mP8=",)  # overrides/parts/scheme.html
_SCRIPTS: Final = " ".join(["'self'", *(f"'sha256-{digest}'" for digest in PINNED)])
#: pages may frame pages of the same site only, because ``kiosk/`` shows staff what each screen would show
POLICY: Final = (
    f"default-src 'none'; script-src {_SCRIPTS}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
ALWAYS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)",
    "Strict-Transport-Security": "max-age=31536000",
}
#: the form editor below ``admin/`` compiles its rules, styles itself and asks the forge; its login is another window
ADMIN: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob: https:; font-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:; "
        "connect-src 'self' data: blob: https://api.github.com https://www.githubstatus.com https://gitlab.com; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
}
_YEAR: Final = "public, max-age=31536000, immutable"
#: pattern of the path → how long a copy may be kept; the first that fits holds. Immutable are names made of content
CACHE: Final = (
    (r"^/kiosk/latest\.json$", "no-store"),
    (r"^/kiosk/(?:pack|font)\.", _YEAR),
    (r"^/assets/search/[0-9a-f]+/", _YEAR),
    (r"^/assets/", "max-age=600, stale-while-revalidate=86400"),
    (r"", "max-age=60, stale-while-revalidate=600"),
)
#: paths for hosts that know no patterns but ``*``, each more exact than those before; ``CACHE`` says what holds there
_PATHS: Final = (
    *("/assets/*", "/assets/search/*", "/assets/search/index.json"),
    *("/kiosk/pack.*", "/kiosk/font.*", "/kiosk/latest.json"),
)
#: media types that servers do not know by themselves
TYPES: Final = {
    "ics": "text/calendar",
    "csv": "text/csv",
    "vcf": "text/vcard",
    "geojson": "application/geo+json",
    "webmanifest": "application/manifest+json",
}
_NOTE: Final = "# 由 campaign headers 生成，不要手改。用法见 docs/dev/serving.md。"


def kept(path: str) -> str:
    """Return what ``Cache-Control`` says of the file at ``path``."""
    return next(value for pattern, value in CACHE if re.search(pattern, path))


def underscore(*, admin: bool = False) -> str:
    """Return the file ``_headers`` that Cloudflare Pages, Netlify and others read in the site's root.

    Such hosts add up the rules that fit a path; ``!`` takes away what the first one said.
    """
    rules = ["/*\n", *(f"  {name}: {value}\n" for name, value in ALWAYS.items()), f"  Cache-Control: {kept('/')}\n"]
    held = {path: kept(path.replace("*", "0123456789/0.json")) for path in _PATHS}
    rules += [f"{path}\n  ! Cache-Control\n  Cache-Control: {value}\n" for path, value in held.items()]
    if admin:
        rules += ["/admin/*\n", *(f"  ! {name}\n  {name}: {value}\n" for name, value in ADMIN.items())]
    return "".join(rules)


def nginx() -> str:
    """Return a server for nginx ≥ 1.18 that hands out the compressed copies beside each file."""
    cached = "".join(f'  "~{pattern}" "{value}";\n' for pattern, value in CACHE if pattern)
    types = "".join(f"    {kind} {suffix};\n" for suffix, kind in TYPES.items())
    own = {name: f"$fuwuyue_{number}" for number, name in enumerate(ADMIN)}
    maps = "".join(
        f'map $uri {own[name]} {{\n  default "{ALWAYS[name]}";\n  "~^/admin/" "{value}";\n}}\n'
        for name, value in ADMIN.items()
    )
    added = "".join(f'  add_header {name} "{own.get(name, value)}" always;\n' for name, value in ALWAYS.items())
    return f"""{_NOTE}
map $uri $fuwuyue_cache {{
  default "{CACHE[-1][1]}";
{cached}}}
{maps}server {{
  listen 8080;
  root /srv/fuwuyue/site;
  server_tokens off;
  absolute_redirect off;
  charset utf-8;
  charset_types text/css text/plain text/xml application/javascript application/json {" ".join(TYPES.values())};
  include /etc/nginx/mime.types;
  types {{
{types}  }}
  gzip_static on;
  gzip_vary on;
  # brotli_static on;  # apt install libnginx-mod-http-brotli-static
  error_page 404 /404.html;
  location ~ /\\.(?!well-known) {{ return 404; }}
  add_header Cache-Control $fuwuyue_cache always;
{added}}}
"""


def caddy() -> str:
    """Return a site for Caddy 2; the last rule that fits a path holds there."""
    added = "".join(f'    {name} "{value}"\n' for name, value in ALWAYS.items())
    admin = "".join(f'  header @admin {name} "{value}"\n' for name, value in ADMIN.items())
    cached = "".join(
        f'  @kept{number} path_regexp {pattern or "^/"}\n  header @kept{number} Cache-Control "{value}"\n'
        for number, (pattern, value) in enumerate(reversed(CACHE))
    )
    types = "".join(f'  header *.{suffix} Content-Type "{kind}; charset=utf-8"\n' for suffix, kind in TYPES.items())
    return f"""{_NOTE}
:8080 {{
  root * /srv/fuwuyue/site
  file_server {{
    precompressed br gzip
    hide .*
  }}
  handle_errors {{
    rewrite * /404.html
    file_server
  }}
  header {{
{added}  }}
  @admin path /admin/*
{admin}{cached}{types}}}
"""


def files() -> dict[str, str]:
    """Return name below ``deploy/`` and content of each server's file."""
    return {"nginx.conf": nginx(), "Caddyfile": caddy()}
