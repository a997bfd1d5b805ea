"""How a field type says what is wrong with a text and what was probably meant."""

from __future__ import annotations

import unicodedata

from pydantic_core import PydanticCustomError

_LONGEST = 40
_DASHES = str.maketrans("—–−‐‑", "-----")
_QUOTES = "“”‘’「」\"' "


def complaint(code: str, message: str, hint: str = "", value: str | None = None) -> PydanticCustomError:
    """Return the error that a validator raises.

    ``value`` is the text as it should be written; :mod:`campaign.models.errors` shows
    it inside the source line. The texts travel as context, because a message of
    pydantic is a template and what people wrote may hold braces.
    """
    context = {"message": message, "hint": hint, "value": value}
    return PydanticCustomError(code, "{message}", context)


def half_width(text: str) -> str:
    """Return ``text`` as typed without the Chinese keyboard: ASCII signs (NFKC), no quotes around it."""
    return unicodedata.normalize("NFKC", text).translate(_DASHES).strip(_QUOTES)


def shown(text: str) -> str:
    """Return a value as a message quotes it: short."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
