"""The command line's parser, which says in Chinese what is wrong with a command and how it is written.

Source: argparse of Python 3.11 to 3.14, whose messages these are.
"""

from __future__ import annotations

import argparse
import re
from typing import Any, Final, NoReturn

from campaign.likeness import nearest

_CHOICE = re.compile(r"invalid choice: '?(?P<said>.*?)'? (?:, maybe you meant .*?)?\(choose from (?P<known>.*)\)$")
#: what argparse says → what we say
_SAID: Final = (
    (re.compile(r"the following arguments are required: (.+)"), r"还要写：\1"),
    (re.compile(r"unrecognized arguments: (.+)"), r"认不出：\1"),
    (re.compile(r"expected (?:one|at least one) argument"), "后面要写一个值"),
    (re.compile(r"ignored explicit argument (.+)"), r"后面不用写值，写了 \1"),
    (re.compile(r"ambiguous option: (\S+) could match (.+)"), r"\1 可以是 \2，要写全"),
    (re.compile(r"invalid int value: '(.*)'"), r"“\1”不是整数"),
    (re.compile(r"invalid float value: '(.*)'"), r"“\1”不是数"),
)
_HEADINGS: Final = {"usage: ": "用法：", "positional arguments:": "要写的：", "options:": "可以加的："}


class Parser(argparse.ArgumentParser):
    """An ``ArgumentParser`` in Chinese; the parsers of its actions are of the same kind."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 as argparse takes them
        super().__init__(**options, add_help=False)
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def format_usage(self) -> str:
        """Return how the command is written."""
        return _headed(super().format_usage())

    def format_help(self) -> str:
        """Return what the command does and takes."""
        return _headed(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Print what is wrong, and leave with 2."""
        argument, _, said = message.removeprefix("argument ").partition(": ")
        text = f"{argument}：{chinese(said)}" if message.startswith("argument ") else chinese(message)
        self.exit(2, f"{self.format_usage()}{text}。写 {self.prog} --help 看怎么写。\n")


def chinese(message: str) -> str:
    """Return one of argparse's messages in Chinese; our own are left as they are."""
    choice = _CHOICE.match(message)
    if choice:
        known = re.findall(r"[^\s,']+", choice["known"])
        close = nearest(choice["said"], known)
        return f"没有“{choice['said']}”，{f'是不是“{close}”' if close else '可以写 ' + '、'.join(known)}"
    for pattern, text in _SAID:
        if pattern.match(message):
            return pattern.sub(text, message)
    return message


def _headed(text: str) -> str:
    for english, ours in _HEADINGS.items():
        text = text.replace(english, ours)
    return text
