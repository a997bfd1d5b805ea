"""A candidate that agreed to be named and not to be on a map: where it is stands in no file of the site."""

from __future__ import annotations

import gzip

import pytest
from tests.conftest import NOW, Project, copy_project, tree_of

from campaign.geo import DATUMS, Point, from_wgs84, to_wgs84

UNIT = "units/candidate.yml"
PLACE = "保密弄 77 号"
PARTS = {"entrance": "翠竹门", "floor_room": "九楼西侧", "transit": "白鹭洲站", "parking": "梧桐车库"}
POINT = Point(121.23719, 31.04373)  # GCJ-02, as staff give it


def _words() -> list[str]:
    """Return the parts of the address, and longitude and latitude in each datum, to some ten metres."""
    spots = [from_wgs84(to_wgs84(POINT, "gcj02"), datum) for datum in DATUMS]
    return [PLACE, *PARTS.values(), *(f"{number:.9f}"[:8] for spot in spots for number in (spot.lng, spot.lat))]


def _found(project: Project) -> set[str]:
    done = project.run("build", at=NOW)
    assert done.returncode == 0, done.stdout + done.stderr
    files = tree_of(project.root / "site")
    texts = [gzip.decompress(raw) if name.endswith(".gz") else raw for name, raw in files.items()]
    pages = files["units/candidate/index.html"].decode()
    assert ("待建站" in pages, "方松街道" in pages) == (True, True)
    return {word for word in _words() for text in texts if word.encode() in text}


@pytest.mark.parametrize("agreed", [False, True])
def test_candidate_that_refused_the_map_is_found_nowhere(
    tmp_path_factory: pytest.TempPathFactory, *, agreed: bool
) -> None:
    project = copy_project(tmp_path_factory.mktemp("candidate"))
    more = ", ".join(f"{name}: {text}" for name, text in PARTS.items())
    where = f"lat: {POINT.lat}, lng: {POINT.lng}, datum: gcj02"
    project.data.add_like(
        "units/station.yml",
        "candidate",
        name="待建站",
        stage="拟创建",
        honours=None,
        location=f"{{address: {PLACE}, town: 方松街道, {where}, {more}}}",
        consent=f"{{map: {str(agreed).lower()}}}",
        hours='[{days: 周一, open: "09:00", close: "17:00"}]',
    )
    project.data.edit("campaign.yml", map="\n  area: {west: 121.0, south: 30.9, east: 121.4, north: 31.2}")
    project.data.replace("vocab.yml", "name: 方松街道}", "name: 方松街道, lat: 31.038, lng: 121.225}")
    project.data.edit("events/2023-06-08-launch.yml", units="[candidate]")
    found = _found(project)

    if agreed:  # the words would be found
        assert {PLACE, *PARTS.values()} <= found
        assert len(found) > len(PARTS) + 2
    else:
        assert found == set()
