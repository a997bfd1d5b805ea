"""The list that somebody meant who wrote a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from campaign.models.weekdays import spread


def words_for(field: FieldInfo) -> tuple[str, ...]:
    """Return the words of which the items of a list must be; nothing where any text will do."""
    item = next(iter(get_args(field.annotation)), None)
    return get_args(item) if get_origin(item) is Literal else ()


def as_list(text: str, words: Sequence[str] = ()) -> str | None:
    """Return ``text`` as a YAML list in brackets; None where an item would have to be quoted, or is none of ``words``.

    Days from one to another become each of them.
    """
    parts = [part.strip() for part in re.split("[,，、;；]", text.strip("[]［］【】")) if part.strip()]
    if words:
        parts = [day for part in parts for day in (spread(part) or (part,))]
    fits = all(not re.search(r"[:\[\]{}#\"']", part) and (not words or part in words) for part in parts)
    return f"[{', '.join(parts)}]" if parts and fits else None
