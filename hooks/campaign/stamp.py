"""Shell + fragment → page.

MkDocs and the theme render one shell per collection, with tokens where a record's
own text goes; the shell is cut at the tokens once and joined for each record.
Source: ARCHITECTURE 6; the measured cost of a rendered page is in SPEED.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

#: tokens survive the theme's filters: plain lower-case letters, nothing to escape or slugify
TOKENS = {name: f"zq{name}qz" for name in ("title", "description", "canonical", "head", "body")}
_NAMES = {token: name for name, token in TOKENS.items()}
_CUT = re.compile("(" + "|".join(TOKENS.values()) + ")")
_INDENT = re.compile(r"\n\s+")  # a shell holds no preformatted text
_RAW = frozenset({"head", "body"})


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered page cut at its tokens: text at even places, token names at odd ones."""

    pieces: tuple[str, ...]

    @classmethod
    def cut(cls, page: str) -> Shell:
        """Cut ``page``; raises ValueError when a token is missing, because a template lost it."""
        parts = _CUT.split(_INDENT.sub("\n", page))
        missing = set(TOKENS) - {_NAMES[part] for part in parts[1::2]}
        if missing:
            raise ValueError(f"the shell lost its tokens: {', '.join(sorted(missing))}")
        return cls(tuple(part if index % 2 == 0 else _NAMES[part] for index, part in enumerate(parts)))

    def stamp(self, **values: str) -> str:
        """Return the page with ``title``, ``description``, ``canonical`` escaped, ``head`` and ``body`` as they are."""
        ready = {name: text if name in _RAW else html.escape(text) for name, text in values.items()}
        return "".join(piece if index % 2 == 0 else ready[piece] for index, piece in enumerate(self.pieces))
