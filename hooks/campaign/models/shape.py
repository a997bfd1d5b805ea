"""Which fields of a model name other records or words of the vocabulary, and where they stand.

Computed once per model from the annotations, so that a new collection's
references are resolved without a line of code anywhere else.
"""

from __future__ import annotations

import functools
import typing
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from campaign.models.fields import RefTo, TermOf
from campaign.models.refs import CitesLaw

Path = tuple[str | int, ...]
_EACH = "*"


@dataclass(frozen=True, slots=True)
class Pointer:
    """A field that points outside its record: attribute path, YAML path, and what it names."""

    attributes: tuple[str, ...]
    keys: tuple[str, ...]
    target: RefTo | TermOf | CitesLaw


@functools.cache
def pointers(model: type[BaseModel]) -> tuple[Pointer, ...]:
    """Return every pointing field of ``model``, nested parts and tuples included."""
    return tuple(_walk(model, (), ()))


def values(record: BaseModel, pointer: Pointer) -> Iterator[tuple[Path, str]]:
    """Yield ``(path in the YAML, text)`` for each value that ``pointer`` finds in ``record``."""
    yield from _values(record, pointer.attributes, pointer.keys, ())


def raw_values(data: object, keys: tuple[str, ...], path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield what :func:`values` would, from the raw tree of a record with mistakes: texts only, empty ones apart."""
    if not keys:
        if isinstance(data, str) and data.strip():
            yield path, data.strip()
    elif keys[0] == _EACH:
        for index, member in enumerate(data if isinstance(data, list) else ()):
            yield from raw_values(member, keys[1:], (*path, index))
    elif isinstance(data, dict):
        yield from raw_values(data.get(keys[0]), keys[1:], (*path, keys[0]))


def _values(value: object, names: tuple[str, ...], keys: tuple[str, ...], path: Path) -> Iterator[tuple[Path, str]]:
    if value is None:
        return
    if not names:
        yield path, str(value)
    elif names[0] == _EACH:
        for index, member in enumerate(typing.cast("tuple[object, ...]", value)):
            yield from _values(member, names[1:], keys[1:], (*path, index))
    else:
        yield from _values(getattr(value, names[0]), names[1:], keys[1:], (*path, keys[0]))


def _walk(model: type[BaseModel], names: tuple[str, ...], keys: tuple[str, ...]) -> Iterator[Pointer]:
    for name, field in model.model_fields.items():
        key = field.alias or name
        for extra in field.metadata:
            if isinstance(extra, RefTo | TermOf | CitesLaw):
                yield Pointer((*names, name), (*keys, key), extra)
        yield from _inside(field.annotation, (*names, name), (*keys, key))


def _inside(annotation: object, names: tuple[str, ...], keys: tuple[str, ...]) -> Iterator[Pointer]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _walk(annotation, names, keys)
        return
    for extra in getattr(annotation, "__metadata__", ()):
        if isinstance(extra, RefTo | TermOf | CitesLaw):
            yield Pointer(names, keys, extra)
    repeated = typing.get_origin(annotation) is tuple
    for argument in typing.get_args(annotation):
        if argument is not Ellipsis:
            more = (_EACH,) if repeated else ()
            yield from _inside(argument, (*names, *more), (*keys, *more))
