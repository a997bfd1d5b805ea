"""Every hostile or mistaken file is named, and never harms the published site.

Each case runs the project's own reader, types, messages and template environment in a
child process with limits on time and memory, as one run of the command would.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import sys
import traceback
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from campaign.models.errors import validate
from campaign.models.fields import Context, Day, Id, ImagePath, Line, Text, TimeOfDay, Url
from campaign.models.soft import soft_problems
from campaign.problems import Problem, Problems
from campaign.render import environment
from campaign.source import Entry, entries_of_list, read

SECONDS = 5
MEMORY = 512 * 1024 * 1024

GOOD = """- id: ev-001
  title: 商业秘密保护公益宣讲
  date: 2023-06-14
  start: "14:30"
  summary: |
    第一段。

    第二段。
""".encode()

PAGE = """<!doctype html>
<html lang="zh-CN"><head><title>{{ events[0].title if events else "活动" }}</title>
<meta name="description" content="{{ events[0].summary if events else "" }}"></head>
<body>
{% for event in events %}
<article id="{{ event.id }}"><h1>{{ event.title }}</h1>
<p>{{ event.date.isoformat() }} {{ event.start.strftime("%H:%M") if event.start else "" }}
{{ event.end.strftime("%H:%M") if event.end else "" }}</p>
<p>{{ event.place or "" }}</p><p>{{ event.summary or "" }}</p><p>{{ event.contact or "" }}</p>
{% if event.url %}<a href="{{ event.url }}">{{ event.url }}</a>{% endif %}
{% if event.image %}<img src="{{ event.image }}" alt="">{% endif %}
</article>
{% endfor %}
</body></html>
"""


class Event(BaseModel):
    """A record of the corpus."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id = Field(title="编号")
    title: Line = Field(title="标题")
    date: Day = Field(title="日期")
    start: TimeOfDay | None = Field(None, title="开始时间")
    end: TimeOfDay | None = Field(None, title="结束时间")
    place: Line | None = Field(None, title="地点")
    summary: Text | None = Field(None, title="摘要")
    contact: Line | None = Field(None, title="联系方式")
    url: Url | None = Field(None, title="网址")
    image: ImagePath | None = Field(None, title="图片")


@dataclass(frozen=True)
class Outcome:
    """What a run left behind: its exit, what it printed and found, the published page."""

    exit: int
    printed: str
    problems: list[dict[str, Any]]
    page: str


def test_case_gives_what_the_index_asks(case: dict[str, Any], corpus: Path, root: Path, published: Path) -> None:
    before = tree_of(published)
    outcome = run(corpus / case["file"], root, published)
    wanted = case["outcome"]
    assert outcome.exit in {"ok": {0}, "error": {1}, "warning": {0, 1}}[wanted], outcome.printed
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069]", outcome.printed
    )
    if outcome.exit:
        assert tree_of(published) == before
    if wanted == "ok":
        assert [problem["code"] for problem in outcome.problems if problem["severity"] == "error"] == []
    else:
        found = [problem for problem in outcome.problems if answers(problem, case)]
        assert found, outcome.printed
    if outcome.exit == 0:
        text = "".join(PageText(outcome.page).parts)
        assert [words for words in case.get("visible_text", []) if words not in text] == []
        assert [code for code in case.get("html_must_not_contain", []) if code in outcome.page] == []


def test_crlf_file_gives_the_same_bytes_as_its_lf_version(root: Path, tmp_path: Path) -> None:
    pages = []
    for name, raw in (("lf", GOOD), ("crlf", GOOD.replace(b"\n", b"\r\n"))):
        source, site = tmp_path / f"{name}.yml", tmp_path / name
        site.mkdir()
        source.write_bytes(raw)
        assert run(source, root, site).exit == 0
        pages.append(tree_of(site))
    assert pages[0] == pages[1]


def answers(problem: dict[str, Any], case: dict[str, Any]) -> bool:
    """Tell whether a finding is the one that the index describes."""
    exact = all(problem[name] == case[name] for name in ("code", "line", "col", "field") if name in case)
    return exact and case.get("suggestion_contains", "") in problem["suggestion"] + problem["hint"]


def run(source: Path, root: Path, published: Path) -> Outcome:
    """Check ``source`` and publish its page, in a child with limits; return what came of it."""
    report = published.parent / "report.json"
    limit = resident() + MEMORY
    process = os.fork()
    if process == 0:
        code = 70
        try:
            signal.alarm(SECONDS)
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
            code = publish(source, root, published, report)
        except BaseException:  # noqa: BLE001 a traceback is what the test looks for
            traceback.print_exc(file=sys.stderr)
        finally:
            os._exit(code)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    assert status in {0, 1}, f"ended with {status}"
    told = json.loads(report.read_text("utf-8"))
    page = (published / "index.html").read_text("utf-8") if status == 0 else ""
    return Outcome(status, told["printed"], told["problems"], page)


def publish(source: Path, root: Path, published: Path, report: Path) -> int:
    """Do what the command does with one file: read, validate, print, build aside, swap."""
    problems = Problems()
    document = read(source, source.name, problems)
    entries = entries_of_list(document, problems) if document else []
    context = Context(image_roots=(root,), file_roots=(root,))
    events = []
    for entry in entries:
        event = validate(entry, Event, context, problems)
        problems.extend(soft_problems(entry))
        if event is not None:
            problems.extend(between_fields(entry, event))
            events.append(event)
    told = [{**asdict(problem), "line": problem.where.line, "col": problem.where.col} for problem in problems]
    report.write_text(json.dumps({"printed": problems.text(), "problems": told}, ensure_ascii=False), "utf-8")
    if problems.errors:
        return 1
    aside = published.with_name("next")
    shutil.copytree(published, aside)
    page = environment(root).from_string(PAGE).render(events=events)
    (aside / "index.html").write_text(page, "utf-8")
    published.rename(published.with_name("previous"))
    aside.rename(published)
    return 0


def between_fields(entry: Entry, event: Event) -> list[Problem]:
    """Return what is wrong between the fields of one record."""
    if event.end and not event.start:
        hint = "加一行“start: …”。"
        return [entry.problem("missing-field", ("start",), "有结束时间，缺少“开始时间（start）”。", hint=hint)]
    if event.start and event.end and event.end <= event.start:
        return [entry.problem("end-before-start", ("end",), "结束时间不晚于开始时间。", hint="对调两个时间。")]
    return []


def tree_of(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder`` with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def resident() -> int:
    """Return the address space that this process uses, in bytes."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()


class PageText(HTMLParser):
    """What a reader sees of a page: its text nodes, entities resolved."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
