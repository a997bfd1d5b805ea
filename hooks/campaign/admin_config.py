"""The form editor's ``config.yml``, made from the models: each collection with a widget for each field.

The editor is Decap CMS, which opens pull requests by itself; what it writes is checked like any
other change. Source: decapcms.org/docs "Configuration Options", "Widgets", "Editorial Workflows".
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from campaign import describe
from campaign.editing import Repository
from campaign.handbook import Handbook, in_order
from campaign.models.base import REGISTRY, Record
from campaign.models.explain import CHOICE_LABELS
from campaign.models.fields import ID_PATTERN, RefTo, TermOf
from campaign.site import Site

Json = dict[str, Any]
#: collections that are written by a command only → why they aren't in the form
BY_COMMAND = {
    "laws": "条文只能由 campaign laws import 写入，带校验值。",
    "submissions": "报送的统计表只能由 campaign report submit 定稿。",
    "editions": "往届数据由 campaign report edition 写。",
}
_LISTED = "写在一个列表文件里，这个编辑器只会改一条一个文件的。"
#: name of the function that reads a value → the widget's own part
_WIDGETS: dict[str, Json] = {
    "check_id": {"widget": "string", "pattern": [ID_PATTERN, "小写英文、数字和短横线"]},
    "parse_day": {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False},
    "parse_moment": {
        "widget": "datetime",
        "format": "YYYY-MM-DD HH:mm",
        "date_format": "YYYY-MM-DD",
        "time_format": "HH:mm",
    },
    "parse_time": {"widget": "string", "pattern": ["^([01][0-9]|2[0-3]):[0-5][0-9]$", "像 09:30 这样写"]},
    "parse_count": {"widget": "number", "value_type": "int", "min": 0},
    "parse_number": {"widget": "number", "value_type": "float", "step": 0.000001},
    "parse_yes_no": {"widget": "boolean"},
    "parse_image": {"widget": "image", "media_folder": "/{data}images", "public_folder": "images"},
    "parse_file": {"widget": "file", "media_folder": "/{data}files", "public_folder": "files"},
}
_LONG = 200  # characters from which a text gets several lines


def excluded(data: Path) -> dict[str, str]:
    """Return the collections that the form leaves out, each with the reason; ``data`` is the campaign's folder."""
    listed = [name for name in REGISTRY if name != "campaign" and (data / f"{name}.yml").is_file()]
    return dict.fromkeys(listed, _LISTED) | BY_COMMAND


def config(site: Site, data: Path) -> str:
    """Return the text of ``config.yml``; JSON is YAML.

    Raises ValueError where ``edit_url`` is none of a forge that the editor knows.
    """
    repository = Repository.of(site.campaign.edit_url or "")
    if repository is None or repository.forge == "gitee":
        raise ValueError(site.campaign.edit_url)
    whole = {
        "backend": _backend(site, repository),
        "publish_mode": "editorial_workflow",
        "locale": "zh_Hans",
        "site_url": site.campaign.site_url,
        "media_folder": f"{repository.data}images",
        "public_folder": "images",
        "show_preview_links": False,
        "collections": list(_Collections(site, repository.data, excluded(data)).all()),
    }
    return f"# 由模型生成，不要手改\n{json.dumps(whole, ensure_ascii=False, indent=1)}\n"


def _backend(site: Site, repository: Repository) -> Json:
    parts = urlsplit(repository.address.removesuffix("/-"))
    named = {"name": repository.forge, "repo": parts.path.strip("/"), "branch": repository.branch}
    if repository.forge == "github":
        return named | ({"base_url": site.campaign.admin_login} if site.campaign.admin_login else {})
    own = f"{parts.scheme}://{parts.netloc}"
    return named | {
        "auth_type": "pkce",
        "app_id": site.campaign.admin_app or "",
        "base_url": own,
        "api_root": f"{own}/api/v4",
    }


class _Collections:
    """The collections of one site as the editor wants them; ``data`` is the data folder in the repository."""

    def __init__(self, site: Site, data: str, out: dict[str, str]) -> None:
        self._site, self._data, self._out = site, data, out

    def all(self) -> Iterator[Json]:
        """Yield the campaign's one file first, then each collection with a file per record."""
        for name, model in REGISTRY.items():
            if name in self._out:
                continue
            fields = {"fields": list(self._fields(model))}
            shown = {"name": name, "label": model.label}
            if name == "campaign":
                file = {"name": "campaign", "label": model.label, "file": f"{self._data}campaign.yml"} | fields
                yield shown | {"files": [file], "editor": {"preview": False}, "format": "yaml"}
                continue
            yield (
                shown
                | {
                    "folder": f"{self._data}{name}",
                    "create": True,
                    "delete": False,
                    "extension": "yml",
                    "format": "yaml",
                    "identifier_field": "id",
                    "slug": "{{fields.id}}",
                    "summary": "{{" + _name_of(model) + "}}",
                    "editor": {"preview": False},
                }
                | fields
            )

    def _fields(self, model: type[BaseModel], *, asked: bool = True) -> Iterator[Json]:
        """Yield a widget for each field; in a group that need not be there (``asked``) the editor must ask for nothing."""
        for name, field in in_order(model):
            needed = asked and field.is_required()
            said = {"name": field.alias or name, "label": field.title or name, "required": needed}
            hint = f"{field.description or ''}{Handbook.how(field)}"
            yield said | {"hint": hint} | self._widget(field, asked=needed)

    def _widget(self, field: FieldInfo, *, asked: bool) -> Json:
        part, repeated = describe.part_of(field)
        if part:
            inside = list(self._fields(part, asked=asked or repeated))
            return {"widget": "list" if repeated else "object", "collapsed": True, "fields": inside}
        many = describe.repeats(field)
        chosen = self._choice(field)
        if chosen:
            return chosen | ({"multiple": True} if many else {})
        one = self._plain(field)
        return {"widget": "list", "field": {"name": "item", "label": field.title or ""} | one} if many else one

    def _choice(self, field: FieldInfo) -> Json:
        """Return a widget that offers what there is to choose, or nothing."""
        target = describe.target_of(field)
        if isinstance(target, RefTo):
            if target.collection not in self._out and target.collection != "campaign":
                name = _name_of(REGISTRY[target.collection])
                return {
                    "widget": "relation",
                    "collection": target.collection,
                    "search_fields": [name, "id"],
                    "value_field": "id",
                    "display_fields": [name],
                    "options_length": 1000,
                }
            known = self._site.all(target.collection)
            options = [{"label": f"{one.name_text}（{one.id}）", "value": one.id} for one in known]
            return {"widget": "select", "options": options} if options else {}
        words = [word.name for word in self._site.words(target.scheme)] if isinstance(target, TermOf) else []
        options = [_option(one) for one in words or describe.choices_of(field)]
        return {"widget": "select", "options": options} if options else {}

    def _plain(self, field: FieldInfo) -> Json:
        reader = describe.reader_of(field)
        if reader in _WIDGETS:
            return {
                key: value.replace("{data}", self._data) if isinstance(value, str) else value
                for key, value in _WIDGETS[reader].items()
            }
        if not reader and describe.shape(field).startswith("整数"):
            return {"widget": "number", "value_type": "int"}
        return {"widget": "text" if not reader and describe.longest(field) > _LONG else "string"}


def _option(word: str) -> Json:
    label = f"{CHOICE_LABELS[word][0]}（{word}）" if word in CHOICE_LABELS else word
    return {"label": label, "value": word}


def _name_of(model: type[Record]) -> str:
    return next((name for name in ("title", "name") if name in model.model_fields), "id")
