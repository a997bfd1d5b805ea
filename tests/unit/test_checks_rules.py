"""Every rule explains itself in one line and has a test that names it; no rule comes without."""

from __future__ import annotations

from pathlib import Path

from campaign.checks import CHECKS, rules_about
from campaign.models.base import REGISTRY, Record
from campaign.models.units import Unit
from campaign.models.venues import Venue


def test_rule_has_a_docstring_of_one_chinese_line() -> None:
    bad = [one.rule.__name__ for one in CHECKS if not one.text.endswith("。") or "\n" in one.text]
    assert bad == []


def test_rule_is_named_by_a_test() -> None:
    texts = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_checks_*.py")]
    unnamed = [
        one.rule.__name__ for one in CHECKS if not any(f"def test_{one.rule.__name__}_" in text for text in texts)
    ]
    assert unnamed == []


def test_rule_is_registered_once() -> None:
    names = [one.rule.__name__ for one in CHECKS]
    assert sorted(names) == sorted(set(names))


def test_rules_about_a_model_are_its_own_and_those_of_what_it_can_do() -> None:
    about_venues = {one.text for one in CHECKS if Venue in one.about or Record in one.about}
    assert set(rules_about(Venue)) == about_venues
    texts = rules_about(Unit)
    assert "没有通过保密审查的不能发布：review 里要写 secrecy: pass。" in texts
    assert "结束时间必须晚于开始时间，分场次和分批时段也一样。" not in texts


def test_rules_about_every_collection_together_are_all_rules() -> None:
    printed = {text for model in REGISTRY.values() for text in rules_about(model)}
    assert printed == {one.text for one in CHECKS}
