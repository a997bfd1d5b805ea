"""Rules that hold across fields and records.

A rule is a small generator over the site; its docstring is the rule in the words
of the staff manual, which prints it. Nothing here stops at the first finding.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.models.base import Record
from campaign.models.partial import Partial, asked
from campaign.problems import Problem
from campaign.site import Site

Rule = Callable[[Site, datetime], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule and the kinds of records it speaks about."""

    about: tuple[type[Record], ...]
    rule: Rule

    @property
    def text(self) -> str:
        """The rule in the words of the staff manual."""
        return (self.rule.__doc__ or "").strip()


CHECKS: list[Check] = []


def check(*about: type[Record]) -> Callable[[Rule], Rule]:
    """Register a rule about the given kinds of records; it runs on every load."""

    def register(rule: Rule) -> Rule:
        CHECKS.append(Check(about, rule))
        return rule

    return register


def run_checks(site: Site, now: datetime) -> list[Problem]:
    """Return what all rules find."""
    partial = [record for kept in site.records.values() for record in kept.values() if isinstance(record, Partial)]
    return [problem for one in CHECKS for problem in _answers(one.rule, site, now, partial)]


def _answers(rule: Rule, site: Site, now: datetime, partial: Sequence[Partial]) -> list[Problem]:
    """Return what a rule finds without the records that it could not judge.

    ``partial``: records of which bad fields were left out. Where the rule asked for such
    a field, whatever it says would only follow from a mistake that is named already.
    """
    while True:
        found = list(rule(site, now))
        doubtful: list[object] = [record for record in partial if asked(record)]
        if not doubtful:
            return found
        if site.campaign in doubtful:
            return []
        site = site.without(doubtful)


def rules_about(model: type[Record]) -> list[str]:
    """Return the rules that a collection's records must meet, as the staff manual prints them."""
    return [one.text for one in CHECKS if issubclass(model, one.about)]


for _module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")
