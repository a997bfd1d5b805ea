"""The addresses of the forges follow from the one that staff copied."""

from __future__ import annotations

import pytest

from campaign.editing import Repository

FILE, FOLDER = "data/events/2023-06-08-launch.yml", "data/events/"


@pytest.mark.parametrize(
    ("edit_url", "edit", "folder", "new", "form"),
    [
        (
            "https://github.com/bureau/fwy/edit/main/data/",
            "https://github.com/bureau/fwy/edit/main/data/events/2023-06-08-launch.yml",
            "https://github.com/bureau/fwy/tree/main/data/events",
            "https://github.com/bureau/fwy/new/main/data/events",
            "https://github.com/bureau/fwy/issues/new?template=1-new-event.yml",
        ),
        (
            "https://gitee.com/bureau/fwy/edit/master/data/",
            "https://gitee.com/bureau/fwy/edit/master/data/events/2023-06-08-launch.yml",
            "https://gitee.com/bureau/fwy/tree/master/data/events",
            "https://gitee.com/bureau/fwy/new/master/data/events",
            "",
        ),
        (
            "https://git.example.cn/dept/sub/fwy/-/edit/main/data/",
            "https://git.example.cn/dept/sub/fwy/-/edit/main/data/events/2023-06-08-launch.yml",
            "https://git.example.cn/dept/sub/fwy/-/tree/main/data/events",
            "https://git.example.cn/dept/sub/fwy/-/new/main/data/events",
            "",
        ),
    ],
)
def test_addresses_have_the_shape_of_their_forge(edit_url: str, edit: str, folder: str, new: str, form: str) -> None:
    repository = Repository.of(edit_url)

    assert repository is not None
    assert repository.data == "data/"
    assert (repository.edit(FILE), repository.folder(FOLDER), repository.new(FOLDER)) == (edit, folder, new)
    assert repository.form("1-new-event.yml") == form


@pytest.mark.parametrize(
    "edit_url",
    [
        "https://github.com/bureau/fwy/",
        "https://github.com/bureau/fwy/blob/main/data/",
        "https://github.com/bureau/fwy/edit/main/data",
        "https://github.com/edit/main/data/",
    ],
)
def test_address_of_another_shape_is_no_forges(edit_url: str) -> None:
    assert Repository.of(edit_url) is None


def test_names_that_look_like_the_verb_are_names() -> None:
    repository = Repository.of("https://github.com/edit/edit/edit/edit/edit/")

    assert repository is not None
    assert repository.edit("edit/a.yml") == "https://github.com/edit/edit/edit/edit/edit/a.yml"
