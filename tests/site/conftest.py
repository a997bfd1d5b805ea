"""The sample campaign, built once as a preview and once as the published site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import Project
from tests.site.reading import Site
from tests.site.sample import CANCELLED, CODES, FORGE, PREVIEW_AT, REASON, build, copy_sample, once


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

    def make(out: Path) -> None:
        project = copy_sample(tmp_path_factory.mktemp("under"))
        project.data.replace("campaign.yml", "https://fuwuyue.example/", "https://fuwuyue.example/fwy/sub/")
        build(project, out)

    return Site.read("sub path", once(tmp_path_factory, "sub-path", make))


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the preview of a campaign with codes in its footer, an address at a forge, and a cancelled open day."""

    def make(out: Path) -> None:
        project = copy_sample(tmp_path_factory.mktemp("changed"))
        lines = "".join(f"  {name}: {value}\n" for name, value in CODES.items())
        project.data.replace("campaign.yml", "\nslots:\n", f"\nslots:\n{lines}")
        project.data.write("campaign.yml", project.data.read("campaign.yml") + f"edit_url: {FORGE}edit/main/data/\n")
        project.data.edit(CANCELLED, status="cancelled", status_reason=REASON, revision="2", results=None)
        build(project, out, "--at", PREVIEW_AT)

    return Site.read("changed", once(tmp_path_factory, "changed", make))


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
