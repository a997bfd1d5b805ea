"""The corpus, and the folder of pictures that its cases name."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

CORPUS = Path(os.environ.get("HOSTILE_DIR", Path(__file__).parent))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make one test per case of the index."""
    if "case" in metafunc.fixturenames:
        cases = json.loads((CORPUS / "index.json").read_text("utf-8"))["cases"]
        metafunc.parametrize("case", cases, ids=[Path(case["file"]).stem for case in cases])


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder that the index's paths are relative to."""
    return CORPUS


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with a good picture, files of the wrong kind and a link."""
    folder = tmp_path_factory.mktemp("data")
    images = folder / "images"
    images.mkdir()
    (images / "ok.jpg").write_bytes(b"\xff\xd8\xff\xe0 a picture")
    (images / "evil.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "utf-8")
    (images / "x.html").write_text("<script>alert(1)</script>", "utf-8")
    (folder.parent / "outside.jpg").write_bytes(b"\xff\xd8")
    (images / "link.jpg").symlink_to(folder.parent / "outside.jpg")
    return folder


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Return a site that readers see while the case is tried."""
    site = tmp_path / "published"
    site.mkdir()
    (site / "index.html").write_text("<!doctype html><title>good</title>", "utf-8")
    return site
