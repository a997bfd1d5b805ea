"""``campaign build``: everything heavy is imported only once there is something to do."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from campaign import made
from campaign.console import data_folder, out_folder, project_folder, say

if TYPE_CHECKING:
    from campaign.building import Order


def run_build(options: Namespace) -> int:
    """Build, audit and publish; the last site stays when anything is wrong or nothing is new."""
    project = project_folder()
    out = out_folder(options, "preview" if options.at else "site")
    if options.at and os.path.realpath(out) == os.path.realpath(project / "site"):
        say("预览（--at）不能写进正式网站的文件夹 site/；请去掉 --out，或换一个文件夹。")
        return 2
    said = made.unchanged(project, data_folder(options), options.at, out)
    if said is not None:
        say(said)
        say(f"没有要做的：数据、模板和程序都和上次一样，网站也没有被改动。网站在：{out}")
        return 0
    made.program()  # before the rest of it is imported: what is put on the disk later doesn't run here
    from campaign.building import Order  # noqa: PLC0415 costs a second, which an unchanged site need not wait for

    return _built(Order(project, data_folder(options), out, options.at))


def _built(order: Order) -> int:
    from campaign.building import FAILURES, build, told  # noqa: PLC0415 as above
    from campaign.problems import DataError  # noqa: PLC0415 as above

    try:
        summary = build(order, say)
    except FAILURES as error:
        say(told(error, order.out))
        if isinstance(error, DataError):
            say("网站没有改动：先改好上面的错误，再生成一次。")
        return 1
    say(summary.said)
    say(summary.text(order.out))
    return 0
