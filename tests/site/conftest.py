"""The sample campaign, built once as a preview and once as the published site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import Project
from tests.site.reading import Site
from tests.site.sample import PREVIEW_AT, build, copy_sample, once


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the project with the sample campaign; look at it, don't change it."""
    return copy_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def preview(sample: Project, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the preview of 12 June."""
    folder = once(tmp_path_factory, "preview", lambda out: build(sample, out, "--at", PREVIEW_AT))
    return Site.read("preview", folder)


@pytest.fixture(scope="session")
def published(sample: Project, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site published on 15 July."""
    return Site.read("published", once(tmp_path_factory, "published", lambda out: build(sample, out)))


@pytest.fixture(scope="session")
def sub_path_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site of a campaign whose public address lies under a path of another site."""
    project = copy_sample(tmp_path_factory.mktemp("under"))
    project.data.replace(
        "campaign.yml", "site_url: https://fuwuyue.example/", "site_url: https://fuwuyue.example/fwy/sub/"
    )
    return Site.read("sub path", build(project, project.root / "out"))


@pytest.fixture(params=["preview", "published"])
def site(request: pytest.FixtureRequest, preview: Site, published: Site) -> Site:
    """Return each of the two sites in turn."""
    return {"preview": preview, "published": published}[request.param]


@pytest.fixture(scope="session")
def campaign(sample: Project) -> dict[str, Any]:
    """Return ``campaign.yml`` as plain text values, read without the project's own reader."""
    return read_yaml(sample.root / "data" / "campaign.yml")


@pytest.fixture(scope="session")
def records(sample: Project) -> dict[str, dict[str, Any]]:
    """Return every record that may have a page, by its address: the files of the sample as they are written."""
    found = {}
    for one in read_yaml(sample.root / "data" / "terms.yml"):
        found[f"terms/{one['id']}/"] = one
    folders = (
        "events",
        "lectures",
        "open_days",
        "units",
        "notices",
        "laws",
        "explainers",
        "cases",
        "desks",
        "selfchecks",
        "templates",
        "partners",
    )
    for folder in folders:
        for path in sorted((sample.root / "data" / folder).glob("*.yml")):
            found[f"{folder.replace('_', '-')}/{path.stem}/"] = read_yaml(path)
    return found


def read_yaml(path: Path) -> Any:
    """Return what a file holds, with every scalar as text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 makes text only
