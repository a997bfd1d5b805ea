"""The only file of MkDocs event functions; each says why it must be this event."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from campaign.mkdocs_adapter import Adapter, start
from campaign.render import compiled

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_current: list[Adapter] = []


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load everything here: failing before MkDocs cleans the site folder keeps the last site."""
    adapter = start(config)
    _current[:] = [adapter]
    config.extra["plan"] = adapter.plan
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Lists and shells must be known before the navigation and the links are made."""
    _current[0].add_pages(files, config)
    return files


def on_env(env: Environment, **_: object) -> Environment:
    """The theme's templates are compiled once and not at every build; this is the only way to their environment."""
    env.bytecode_cache = compiled()
    return env


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Views go in after Markdown, so that nothing of a record passes through it."""
    return _current[0].content(html, page)


def on_post_page(output: str, page: Page, **_: object) -> str:
    """An empty answer makes MkDocs skip writing: that is how a shell is kept back."""
    return _current[0].written(output, page)


def on_post_build(config: MkDocsConfig) -> None:
    """Shells exist only now; MkDocs has written all it will write."""
    _current[0].finish(Path(config.site_dir))
