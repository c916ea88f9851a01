"""The law as data: rule files, place files, and what of them is in force where and when."""

from holdcheck.law.book import Law, law_of_the_package, law_to_apply, load_rules
from holdcheck.law.of_place import LawOfPlace, RuleInForce, RuleSet, in_force_on

__all__ = [
    "Law",
    "LawOfPlace",
    "RuleInForce",
    "RuleSet",
    "in_force_on",
    "law_of_the_package",
    "law_to_apply",
    "load_rules",
]
