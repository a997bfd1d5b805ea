"""Asking one field type about one text."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from campaign.models.fields import Context


def read(kind: Any, text: object, context: Context | None = None) -> Any:
    """Return what the type makes of a text."""
    return TypeAdapter(kind).validate_python(text, context=context)


def refusal(kind: Any, text: object, context: Context | None = None) -> tuple[str, str | None]:
    """Return the code of the error and the value it suggests."""
    with pytest.raises(ValidationError) as caught:
        read(kind, text, context)
    [error] = caught.value.errors()
    return error["type"], error.get("ctx", {}).get("value")
