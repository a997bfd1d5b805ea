"""What all commands share: talking to people, and where the project lies."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path


def say(text: str = "") -> None:
    """Print a line for people, at once, so that long work shows where it is."""
    print(text, flush=True)  # noqa: T201 this is the command line


def project_folder() -> Path:
    """Return the project: the folder that holds mkdocs.yml, from here upwards."""
    here = Path.cwd()
    for folder in (here, *here.parents, Path(__file__).resolve().parents[2]):
        if (folder / "mkdocs.yml").is_file() and (folder / "hooks" / "main.py").is_file():
            return folder
    return here


def data_folder(options: Namespace) -> Path:
    """Return the campaign's folder that was asked for, else the project's own."""
    return Path(options.data) if options.data else project_folder() / "data"
