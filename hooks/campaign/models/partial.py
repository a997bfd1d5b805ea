"""A record with mistakes, without the optional fields that hold them.

It is never shown. It lets the rules speak about everything else that is wrong, so that
one check names it all; a rule that asks such a record for a field that was left out
cannot judge it, and :func:`asked` tells.
"""

from __future__ import annotations

import functools
import types
from typing import TypeVar, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from campaign.models.errors import MOST_TOLD
from campaign.models.fields import Context
from campaign.models.keys import fields_of, home_of, meant_by, without_empty
from campaign.source import Entry

M = TypeVar("M", bound=BaseModel)
_UNREAD, _ASKED = "unread fields", "asked for one"


class Partial:
    """Mixed into the model of a record of which fields were left out."""

    __slots__ = ()

    def __getattribute__(self, name: str) -> object:
        state = object.__getattribute__(self, "__dict__")
        if name in state.get(_UNREAD, ()):
            state[_ASKED] = True
        return super().__getattribute__(name)


def asked(record: Partial) -> bool:
    """Tell whether somebody asked for a field that was left out, and forget it."""
    return bool(record.__dict__.pop(_ASKED, False))


def salvaged(entry: Entry, model: type[M], context: Context) -> M | None:
    """Return the record of ``entry`` without its bad optional fields; None when a required one is bad, or nearly everything."""
    data = without_empty(entry.data, model)
    fields = fields_of(model)
    bad: set[str] = set()
    unread: set[str] = set()
    try:
        return model.model_validate(data, context=context)
    except ValidationError as error:
        if error.error_count() > MOST_TOLD:
            return None
        for detail in error.errors(include_url=False, include_input=False):
            key = str(detail["loc"][0]) if detail["loc"] else ""
            bad.add(key)
            if key in fields:
                unread.add(key)
            else:  # a wrong key: the field it stands for, or any that is not there
                meant = home_of(key, model, data) or meant_by(key, fields, data)
                unread |= {meant} if meant else set(fields) - set(data)
    if any(fields[key].required for key in unread if key in bad or key not in data):
        return None
    try:
        whole = model.model_validate({key: data[key] for key in data if key not in bad}, context=context)
    except ValidationError:
        return None
    return _without(whole, unread)


def _without(record: M, keys: set[str]) -> M:
    """Return ``record`` as one that notices when a field of ``keys`` is asked for."""
    model = type(record)
    names = {field.alias or name: name for name, field in model.model_fields.items()}
    values = {key: getattr(record, name) for key, name in names.items()}
    partial = _partial_of(model).model_construct(set(record.model_fields_set), **values)
    partial.__dict__[_UNREAD] = frozenset(names[key] for key in keys)
    return cast("M", partial)


@functools.cache
def _partial_of(model: type[BaseModel]) -> type[BaseModel]:
    body = {"__module__": __name__, "model_config": ConfigDict(defer_build=True)}
    return types.new_class(f"Partial{model.__name__}", (Partial, model), exec_body=lambda space: space.update(body))
