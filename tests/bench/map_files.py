"""The files that the map's page is made of besides its own."""

from __future__ import annotations

SCRIPTS = ("map.js", "map-view.js")
SHARED = ("opening.js", "now.js")  # the map loads them; desks, units and nearly every page have them already
MORE = ("map-many.js",)  # where there are more stations than pins
SHEETS = ("map.css", "map-list.css")
