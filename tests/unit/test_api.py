"""The open data: every document is what OpenAPI says, every table what the document says, and harmless."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.conftest import Folder

from campaign.api.tables import cell
from campaign.exports import EXPORTS

EVENT = "events/2023-06-08-launch.yml"
OPEN_DAY = "open_days/2023-06-16-station.yml"
UNIT = "units/station.yml"


def _files(tiny: Folder) -> dict[str, bytes]:
    return dict(file for export in EXPORTS for file in export(tiny.shown()))


def _json(tiny: Folder, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_files(tiny)[f"api/v1/{name}.json"])
    return found


def _rows(tiny: Folder, name: str) -> list[dict[str, str]]:
    text = _files(tiny)[f"api/v1/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _strict(node: Any) -> Any:
    """Return the schemas with unknown fields forbidden, as no reader should, but this test must."""
    if isinstance(node, list):
        return [_strict(one) for one in node]
    if not isinstance(node, dict):
        return node
    known = {key: _strict(value) for key, value in node.items()}
    return known | {"additionalProperties": False} if known.get("type") == "object" else known


def _rich(tiny: Folder) -> None:
    """Fill fields of every shape, so that a wrong schema shows."""
    tiny.edit(
        EVENT,
        source="{name: 示例区, url: https://example.cn/a?b=c}",
        attachments=None,
        registration="{required: true, opens: 2023-06-02 09:00, capacity: 80, walk_in: true}",
        sessions="[{start: 2023-06-08 14:00, end: 2023-06-08 15:00, label: 第一场, venue: hall}]",
        rescheduled_from="[{start: 2023-06-07 14:00, told: 2023-06-05 09:00, reason: 停电}]",
        revision="1",
        body="一\n  二",
    )
    tiny.edit(OPEN_DAY, rules="{photo: 不可以, nda: true}", route="[{stop: 门口, minutes: 15}]", guides="[甲, 乙]")
    tiny.edit(UNIT, hours='[{days: 周一, open: "09:00", close: "17:00"}]', closed_days="[2023-06-22]")
    tiny.edit(UNIT, special_hours='[{date: 2023-06-17, open: "09:30", close: "11:30"}]')


@pytest.mark.parametrize("licence", [None, "{name: CC0-1.0, url: https://creativecommons.org/publicdomain/zero/1.0/}"])
def test_every_document_is_what_openapi_says(tiny: Folder, licence: str | None) -> None:
    _rich(tiny)
    tiny.edit("campaign.yml", licence=licence)
    files = _files(tiny)
    openapi = json.loads(files["api/v1/openapi.json"])
    components = _strict(openapi["components"])

    wrong = []
    for path, operations in openapi["paths"].items():
        content = operations["get"]["responses"]["200"]["content"]
        if "application/json" in content:
            schema = content["application/json"]["schema"] | {"components": components}
            Draft202012Validator.check_schema(schema)
            errors = Draft202012Validator(schema).iter_errors(json.loads(files[path[1:]]))
            wrong += [f"{path} {error.json_path}: {error.message}" for error in errors]

    assert wrong == []
    written = {f"/{path}" for path in files if path.startswith("api/") and not path.endswith("openapi.json")}
    assert set(openapi["paths"]) == written
    assert openapi["openapi"] == "3.1.0"


def test_openapi_refuses_a_document_that_lost_a_field(tiny: Folder) -> None:
    openapi = _json(tiny, "openapi")
    document = _json(tiny, "events")
    del document["items"][0]["start"]
    schema = {"$ref": "#/components/schemas/EventDocument", "components": openapi["components"]}

    assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == [
        "'start' is a required property"
    ]


def test_reviews_are_in_no_file_and_no_schema(tiny: Folder) -> None:
    _rich(tiny)
    tiny.edit(EVENT, review="{secrecy: pass, by: 秘密审查处, checked: 2023-06-01}")
    found = [
        path for path, content in _files(tiny).items() if b"secrecy" in content or "秘密审查处".encode() in content
    ]

    assert found == []
    assert "Review" not in _json(tiny, "openapi")["components"]["schemas"]


def test_moments_carry_the_offset_of_shanghai(tiny: Folder) -> None:
    assert _json(tiny, "events")["items"][0]["start"] == "2023-06-08T14:00:00+08:00"
    assert _json(tiny, "calendar")["items"][0]["start"] == "2023-06-08T14:00:00+08:00"
    assert _json(tiny, "events")["generated_at"] == "2023-06-12T09:30:00+08:00"


def test_licence_is_null_until_it_is_declared(tiny: Folder) -> None:
    assert _json(tiny, "events")["licence"] is None
    assert "license" not in _json(tiny, "openapi")["info"]
    tiny.edit("campaign.yml", licence="{name: CC0-1.0}")
    assert _json(tiny, "events")["licence"] == {"name": "CC0-1.0", "url": None}
    assert _json(tiny, "openapi")["info"]["license"] == {"name": "CC0-1.0"}


def test_index_lists_every_file(tiny: Folder) -> None:
    index, files = _json(tiny, "index"), _files(tiny)
    root = "https://fuwuyue.example/2023/"
    data = {url.removeprefix(root) for one in index["datasets"] for url in (one["json_url"], one["csv_url"])}
    feeds = {url.removeprefix(root) for one in index["feeds"] for url in (one["atom_url"], one["json_url"])}

    assert data | feeds | {"api/v1/index.json", index["openapi_url"].removeprefix(root)} == {
        path for path in files if path.startswith(("api/", "feeds/")) and path.endswith((".json", ".csv", ".atom"))
    }
    assert [one["total"] for one in index["datasets"]] == [
        _json(tiny, one["name"])["total"] for one in index["datasets"]
    ]


# tables


def test_table_is_utf_8_with_a_mark_and_crlf(tiny: Folder) -> None:
    content = _files(tiny)["api/v1/units.csv"]

    assert content.startswith(b"\xef\xbb\xbfid,name,type,")
    assert content.count(b"\r\n") == content.count(b"\n") == 2


def test_table_says_what_the_document_says(tiny: Folder) -> None:
    _rich(tiny)
    [row], [item] = _rows(tiny, "events"), _json(tiny, "events")["items"]

    assert list(row)[:3] == ["id", "title", "kind"]
    assert {key: row[key] for key in ("id", "title", "start", "body", "url")} == {
        key: item[key] for key in ("id", "title", "start", "body", "url")
    }
    assert (row["registration.opens"], row["registration.walk_in"]) == (item["registration"]["opens"], "true")
    assert (row["topics"], row["revision"], row["all_day"], row["registration.closes"]) == (
        "定密分级",
        "1",
        "false",
        "",
    )
    assert [one["start"] for one in json.loads(row["sessions"])] == [item["sessions"][0]["start"]]


def test_table_keeps_commas_quotes_and_line_ends(tiny: Folder) -> None:
    tiny.edit(EVENT, title=json.dumps('一,"二"', ensure_ascii=False), body="|\n  第一行\n  第二行，“完”")

    [row] = _rows(tiny, "events")

    assert (row["title"], row["body"]) == ('一,"二"', "第一行\n第二行，“完”")


@pytest.mark.parametrize("sign", "=+-@\t\r＝＋－＠")
def test_cell_never_begins_like_a_formula(sign: str) -> None:
    assert cell(f"{sign}1+1") == f"'{sign}1+1"
    assert cell([f"{sign}1", "b"]) == f"'{sign}1 | b"
    assert cell(f"1{sign}") == f"1{sign}"


def test_table_of_a_hostile_record_runs_nothing(tiny: Folder) -> None:
    tiny.edit(
        EVENT, title=json.dumps('=HYPERLINK("http://x")'), summary="'@SUM(1)'", contact="{label: '-1', phone: +86 21}"
    )

    [row] = _rows(tiny, "events")

    assert [row[key] for key in ("title", "summary", "contact.label", "contact.phone")] == [
        '\'=HYPERLINK("http://x")', "'@SUM(1)", "'-1", "'+86 21",
    ]  # fmt: skip


def test_cell_leaves_numbers_alone() -> None:
    assert (cell(-1.5), cell(0), cell(None), cell(value=False)) == ("-1.5", "0", "", "false")
