"""The open data described for machines: OpenAPI 3.1, its components generated from the models.

Unknown fields are allowed, because a version may gain some; the tests forbid them. Source: OpenAPI 3.1.0.
"""

from __future__ import annotations

import functools
import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from campaign import cache, made
from campaign.api import geojson
from campaign.api.datasets import FOLDER, PRIVATE, SCHEMA_VERSION, Dataset, Head, Index
from campaign.site import Shown

_REF = "#/components/schemas/"
_GEOJSON = "UnitsGeoJson"
_JSON, _CSV = "application/json", "text/csv"


def openapi(shown: Shown, every: list[Dataset]) -> dict[str, Any]:
    """Return the OpenAPI document of all ``datasets``."""
    campaign = shown.campaign
    info: dict[str, Any] = {
        "title": f"{campaign.title}开放数据",
        "version": SCHEMA_VERSION,
        "description": "静态文件，只读，不需要密钥。时间都是北京时间。与默认值（default）相同的字段不写出来。",
    }
    if campaign.licence:
        info["license"] = campaign.licence.model_dump(mode="json", exclude_none=True)
    paths = {f"/{FOLDER}/index.json": _get("index", "数据目录", _JSON, {"$ref": _REF + "Index"})}
    for one in every:
        items = {"$ref": _REF + _document_name(one)}
        paths[f"/{one.json}"] = _get(one.name, one.label, _JSON, items)
        paths[f"/{one.csv}"] = _get(f"{one.name}_csv", f"{one.label}（表格）", _CSV, {"type": "string"})
    paths[f"/{geojson.PATH}"] = _get("units_geojson", geojson.LABEL, geojson.MEDIA_TYPE, {"$ref": _REF + _GEOJSON})
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": campaign.site_url.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": schemas(every)},
    }


def schemas(every: list[Dataset]) -> dict[str, Any]:
    """Return the components: models as they are published, and one document for each dataset."""
    found: dict[str, Any] = _open(_generated((Head, Index, geojson.UnitOnTheMap, *(one.model for one in every))))
    for one in every:
        schema = found[one.model.__name__]
        schema["properties"] = {key: value for key, value in schema["properties"].items() if key not in PRIVATE}
        schema["properties"]["url"] = {"type": "string", "format": "uri", "title": "网页地址"}
        schema["required"] = [*schema["required"], "url"]
        items = {"type": "array", "title": one.label, "items": {"$ref": _REF + one.model.__name__}}
        head = found["Head"]
        found[_document_name(one)] = head | {
            "title": f"{one.label}文件",
            "properties": head["properties"] | {"items": items},
            "required": [*head["required"], "items"],
        }
    found[_GEOJSON] = geojson.schema({"$ref": f"{_REF}{geojson.UnitOnTheMap.__name__}"})
    used = _used(found, ["Index", _GEOJSON, *(_document_name(one) for one in every)])
    return {name: found[name] for name in sorted(used)}


@functools.cache
def _generated(models: tuple[type[BaseModel], ...]) -> dict[str, Any]:
    """Return the schemas of what is published; kept, because they take as long as a hundred pages."""
    names = (f"{model.__module__}.{model.__qualname__}" for model in models)
    definitions: dict[str, Any] = json.loads(
        cache.remembered("schemas", lambda: _definitions(models), made.program(), *names)
    )
    return definitions


def _definitions(models: tuple[type[BaseModel], ...]) -> bytes:
    mode: JsonSchemaMode = "serialization"
    _, generated = models_json_schema([(model, mode) for model in models], ref_template=_REF + "{model}")
    return json.dumps(generated["$defs"], ensure_ascii=False).encode()


def _open(node: Any) -> Any:  # noqa: ANN401 JSON
    """Return the schemas without the prohibition of unknown fields, staff's examples and programmers' docstrings."""
    if isinstance(node, list):
        return [_open(one) for one in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _open(value) for key, value in node.items() if key not in {"additionalProperties", "examples"}}
    if kept.get("type") == "object":
        kept.pop("description", None)
    return kept


def _used(found: dict[str, Any], names: list[str]) -> set[str]:
    """Return the names that are reached from ``names``."""
    reached: set[str] = set()
    ahead = list(names)
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += _references(found[name])
    return reached


def _references(node: Any) -> list[str]:  # noqa: ANN401 JSON
    if isinstance(node, list):
        return [name for one in node for name in _references(one)]
    if not isinstance(node, dict):
        return []
    own = [node["$ref"].removeprefix(_REF)] if isinstance(node.get("$ref"), str) else []
    return own + [name for one in node.values() for name in _references(one)]


def _document_name(dataset: Dataset) -> str:
    return f"{dataset.model.__name__}Document"


def _get(name: str, summary: str, kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    answer = {"description": summary, "content": {kind: {"schema": schema}}}
    return {"get": {"operationId": name, "summary": summary, "responses": {"200": answer}}}
