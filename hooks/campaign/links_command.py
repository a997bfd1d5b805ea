"""``campaign links``: asks whether the addresses that the site cites still answer, and notes it in the data."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from campaign import clock, dead, linked, staging
from campaign.asking import Answer, Asker
from campaign.console import data_folder, project_folder, say
from campaign.dead import Link
from campaign.loading import load, shown_path
from campaign.pages_of_data import read_page
from campaign.problems import DataError, Problems, Where, printable
from campaign.prose import pages
from campaign.site import Site

#: so many addresses of which none was reached mean that it is we who have no network
_FEW = 2


def run_links(options: Namespace) -> int:
    """Ask, write ``links.json``, list what is dead; 1 where nothing could be asked, 0 whatever was found."""
    now, data = clock.now(options.at), data_folder(options)
    try:
        site = load(data, now)
    except DataError as error:
        say(error.problems.text())
        return 1
    places = _places(site, project_folder() / "docs", data)
    say(f"要查 {len(places)} 个网址，同一个网站每 {options.pause:g} 秒一个 …")
    agent = f"fuwuyue-links/1 (+{site.campaign.site_url})"
    answers = Asker(agent, options.seconds, options.pause, options.private).all(places)
    if len(answers) > _FEW and not any(one.reached for one in answers.values()):
        say("一个网址都没有连上，像是这台电脑没有联网。什么都没有写，联网以后再运行一次。")
        return 1
    links = [_link(site, url, answer, now.date()) for url, answer in answers.items()]
    root = shown_path(data)
    shown = {url: [_as_committed(where, root) for where in those] for url, those in places.items()}
    staging.write(data, {dead.FILE: dead.as_json(links, shown, now.date())})
    _say(links, places)
    return 0


def _places(site: Site, docs: Path, data: Path) -> dict[str, list[Where]]:
    """Return every foreign address with its places in records and prose, in the order of addresses."""
    found = linked.in_records(site)
    for path in pages(docs, data).values():
        for number, url in dead.cited(read_page(path, shown_path(path), Problems()).split("\n")):
            found.setdefault(url, []).append(Where(shown_path(path), number))
    return {url: found[url] for url in sorted(found) if linked.foreign(site, url)}


def _link(site: Site, url: str, answer: Answer, today: date) -> Link:
    """Return what is to be noted; a state that lasts keeps the day on which it was first seen."""
    before = next((link for link in site.links if link.url == url and link.state == answer.state), None)
    since = before.since if before else f"{today}"
    return Link(url, answer.state, answer.said, since, answer.status, answer.moved)


def _as_committed(where: Where, root: str) -> Where:
    """Return the place with the file as it is called in the repository."""
    name = where.file
    return replace(where, file=f"data/{name.removeprefix(root + '/')}" if name.startswith(f"{root}/") else name)


def _say(links: list[Link], places: dict[str, list[Where]]) -> None:
    for label, state in (("打不开", "dead"), ("请用浏览器看一眼", "unsure")):
        for link in (one for one in links if one.state == state):
            say(f"【{label}】{printable(link.url)}：{link.said}（{link.since} 起）")
            for where in places[link.url]:
                say(f"  {where}")
    for link in (one for one in links if one.state == "ok" and one.moved):
        say(f"【搬家了】{printable(link.url)} → {printable(link.moved)}")
    count = Counter(link.state for link in links)
    say(f"打得开 {count['ok']} 个，打不开 {count['dead']} 个，看不准 {count['unsure']} 个。记在 data/{dead.FILE}。")
