"""The stamping of every record's page, and all that is written beside it.

MkDocs renders prose, list pages and one shell per collection; everything else of
the site is written here, in one pass over the records.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from campaign import admin, cache, kiosk, poster, qr, sharing, sitemap
from campaign.bare import bare
from campaign.beside import shared
from campaign.exports import EXPORTS
from campaign.exports.codes import addresses
from campaign.indexed import indexed
from campaign.kept import Kept
from campaign.models.base import Published
from campaign.pages import PAGE_SETS, StampedPage
from campaign.plan import SEARCH, Plan
from campaign.site import Shown
from campaign.titles import marked, unique_titles
from campaign.writing import write, write_file

#: what stands for pages without a picture of their own
_PICTURE = "assets/img/share.png"
#: pages between two lines of progress: about a second of work
_REPORTED = 1000


@dataclass(frozen=True, slots=True)
class Made:
    """A stamped page, and its own parts of it."""

    page: str
    head: str
    body: str


def weave(plan: Plan, site_dir: Path) -> None:
    """Write record pages, the other stamped pages, media, exports, sitemap and robots, and the index beside them."""
    kept = partial(Kept.of, root=plan.media, records=len(plan.shown.everything()))
    plan.renderer.kept = kept("rich")
    _draw_ahead(plan)
    with indexed(
        plan.indexing, site_dir, partial(_write_exports, plan.shown, site_dir), partial(kept, "said")
    ) as no_more:
        _write_pages(plan, site_dir)
        no_more()
        _write_search(plan, site_dir)
        _copy_media(plan, site_dir)
        _write_own(plan, site_dir)
    plan.renderer.kept.save()


def _write_pages(plan: Plan, site_dir: Path) -> None:
    records = plan.shown.everything()
    titles = unique_titles(records)
    for number, record in enumerate(records, 1):
        _write_record(plan, site_dir, record, titles[record.url])
        if number % _REPORTED == 0:
            plan.say(f"已生成 {number} / {len(records)} 个记录页面 …")
    for page in itertools.chain.from_iterable(pages(plan.shown) for pages in PAGE_SETS):
        body, head = _other_page(plan, page)
        _stamp(plan, site_dir, page.shell, page.url, page.title, page.description, body, head)
        if page.listed:
            plan.record_urls.append(page.url)
            plan.indexing.stamped(page, body)


def _other_page(plan: Plan, page: StampedPage) -> tuple[str, str]:
    """Return body and head of a page that is no record's."""
    body = plan.renderer.page(page.template, page.base, **page.context) + plan.renderer.editing(*page.made)
    head = _image(plan) + (plan.renderer.page(page.head, page.base, **page.context) if page.head else "")
    return body, head


def _write_exports(shown: Shown, site_dir: Path) -> None:
    for path, content in itertools.chain.from_iterable(export(shown) for export in EXPORTS):
        write_file(site_dir, path, content)


def _write_own(plan: Plan, site_dir: Path) -> None:
    """Write screens, the form editor, sitemap and robots."""
    own = (kiosk.files(plan.renderer, plan.problems), admin.files(plan.renderer, plan.media, plan.problems))
    for path, content in itertools.chain.from_iterable(own):
        write_file(site_dir, path, content)
        if path.endswith(".html"):
            plan.ledger.page(path, content.decode())
    site_url = plan.shown.campaign.site_url
    left_out = bare(plan.shown) | plan.unlisted
    filled = [url for url in plan.prose_urls if url not in left_out]
    write_file(site_dir, "sitemap.xml", sitemap.sitemap(site_url, [*filled, *plan.record_urls]))
    (site_dir / "sitemap.xml.gz").unlink(missing_ok=True)  # MkDocs' own, which knows neither records nor shells
    write_file(site_dir, "robots.txt", sitemap.robots(site_url, preview=plan.preview_at is not None))


def _draw_ahead(plan: Plan) -> None:
    """Draw pictures and codes on all processors; one by one they are then at hand, unless nothing can be kept."""
    if cache.folder() is None:
        return
    jobs: list[Callable[[], object]] = [partial(poster.drawn, words) for _, words in sharing.pictures(plan.shown)]
    jobs += [partial(qr.for_paper, address) for _, address in addresses(plan.shown)]
    if len(jobs) >= _REPORTED:
        plan.say(f"正在准备 {len(jobs)} 张分享图和二维码 …")
    shared(jobs, lambda job: job())


def record_page(plan: Plan, record: Published, title: str) -> Made:
    """Return the page of a record."""
    body = plan.renderer.record(record)
    head = plan.renderer.page("parts/head.html", "../../", record=record)
    head = _image(plan, sharing.picture_url(plan.shown, record)) + head
    summary = marked(record, record.summary or record.name_text)
    return _stamped(plan, record.folder(), record.url, title, summary, body, head)


def _write_record(plan: Plan, site_dir: Path, record: Published, title: str) -> None:
    made = record_page(plan, record, title)
    _keep(plan, site_dir, record.folder(), record.url, made)
    plan.record_urls.append(record.url)
    plan.indexing.record(record, title, made.body)


def _write_search(plan: Plan, site_dir: Path) -> None:
    """Write the page that shows what is found, or without scripts everything there is."""
    url, said = f"{SEARCH}/", "搜索本站的活动、宣讲、开放日、示范单位、法规和公告；也可以按栏目看全部网页。"
    body = plan.renderer.page("search.html", "../", groups=plan.indexing.by_section()) + plan.renderer.editing("")
    _stamp(plan, site_dir, SEARCH, url, "搜索和网站目录", said, body, _image(plan))
    plan.record_urls.append(url)


def _image(plan: Plan, picture: str = "") -> str:
    return f'<meta property="og:image" content="{plan.shown.campaign.site_url}{picture or _PICTURE}">'


def _stamp(
    plan: Plan, site_dir: Path, shell: str, url: str, title: str, description: str, body: str, head: str
) -> None:
    _keep(plan, site_dir, shell, url, _stamped(plan, shell, url, title, description, body, head))


def _stamped(plan: Plan, shell: str, url: str, title: str, description: str, body: str, head: str) -> Made:
    canonical = plan.shown.campaign.site_url + url
    page = plan.shells[shell].stamp(title=title, description=description, canonical=canonical, head=head, body=body)
    return Made(page, head, body)


def _keep(plan: Plan, site_dir: Path, shell: str, url: str, made: Made) -> None:
    plan.judge(shell, url, made.page, made.head + made.body)
    write(f"{site_dir}/{url}", "index.html", made.page.encode())


def _copy_media(plan: Plan, site_dir: Path) -> None:
    """Copy the pictures and files that visible records name; nothing else of the data folder is published."""
    named = {image.file for record in plan.shown.everything() for image in record.images}
    named |= {name for record in plan.shown.everything() for name in record.files}
    for name in sorted(named):
        write_file(site_dir, name, (plan.media / name).read_bytes())
