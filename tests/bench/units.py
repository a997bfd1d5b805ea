"""More demonstration units than the sample has: copies of its own, a little beside the first ones."""

from __future__ import annotations

import re
from pathlib import Path

_POINT = re.compile(r"lat: ([0-9.]+), lng: ([0-9.]+)")


def write_units(folder: Path, count: int) -> None:
    """Copy the units of ``folder`` until there are ``count``, each copy some hundred metres beside its model."""
    models = sorted(path for path in folder.glob("*.yml") if _POINT.search(path.read_text(encoding="utf-8")))
    for no in range(len(list(folder.glob("*.yml"))), count):
        model = models[no % len(models)]
        text = model.read_text(encoding="utf-8")
        lat, lng = map(float, _POINT.findall(text)[0])
        away = no // len(models)
        point = f"lat: {lat + (away % 7 - 3) * 0.004:.4f}, lng: {lng + (away // 7 % 7 - 3) * 0.004:.4f}"
        text = _POINT.sub(point, text, count=1).replace(f"id: {model.stem}\n", f"id: copy-{no}\n")
        text = re.sub(r"(?m)^name: (.*)（示例）$", rf"name: \1 {no} 号（示例）", text)
        (folder / f"copy-{no}.yml").write_text(text, encoding="utf-8")
