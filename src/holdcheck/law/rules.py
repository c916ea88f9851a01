"""The shape of a rule file: what a rule must say of itself before it may judge anybody."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from holdcheck.vocabulary import LABELS, VOCABULARIES

Severity = Literal["violation", "review", "notice"]
SEVERITIES: tuple[Severity, ...] = ("violation", "review", "notice")
Ground = Literal[
    "judicial_warrant_standard",
    "fourth_amendment",
    "due_process",
    "eighth_amendment",
    "federal_regulation",
    "federal_statute",
    "federal_policy",
    "interstate_compact",
    "state_constitution",
    "state_law",
    "local_law",
    "court_order",
    "record",
]
YARDSTICK: Ground = "judicial_warrant_standard"
Standing = Literal["settled", "split", "contrary", "open"]
Confidence = Literal["read", "reported", "uncertain"]


def absent(value: Any) -> Any:
    """Read the words YAML has for nothing; every scalar of a rule file reaches us as text."""
    return None if isinstance(value, str) and value in {"null", "~", ""} else value


def _day(value: Any) -> Any:
    if isinstance(value, str) and not (len(value) == 10 and value[4] == value[7] == "-"):
        raise ValueError("is not a date; write 2025-01-10")
    return value


OptionalDay = Annotated[date | None, BeforeValidator(_day), BeforeValidator(absent)]
OptionalText = Annotated[str | None, BeforeValidator(absent)]


class RulePart(BaseModel):
    """A part of a rule or place file: frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Law(RulePart):
    """A source of law, with what it says in our own words."""

    cite: str
    url: OptionalText = None
    says: str


class Condition(RulePart):
    """One condition on one field: exactly one of `is`, `is_not`, `in` and `not_in`."""

    field: str
    is_: str | None = Field(None, alias="is")
    is_not: str | None = None
    in_: tuple[str, ...] | None = Field(None, alias="in")
    not_in: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _one_test(self) -> Self:
        if sum(test is not None for test in (self.is_, self.is_not, self.in_, self.not_in)) != 1:
            raise ValueError("a condition has one test; write one of is, is_not, in, not_in")
        return self

    def words(self) -> tuple[str, ...]:
        """Return the words the condition names."""
        if self.is_ is not None:
            return (self.is_,)
        if self.is_not is not None:
            return (self.is_not,)
        return self.in_ if self.in_ is not None else self.not_in or ()

    def admits(self, words: tuple[str, ...]) -> frozenset[str]:
        """Return the words out of a closed list under which the condition holds."""
        named = frozenset(self.words())
        return named if self.is_ is not None or self.in_ is not None else frozenset(words) - named


class Grade(RulePart):
    """A severity that takes the place of the rule's own where its conditions hold."""

    when: tuple[Condition, ...]
    severity: Severity


class FindingText(RulePart):
    """What a rule says when it fires."""

    severity: Severity
    grades: tuple[Grade, ...] = ()
    message: str
    remedy: str
    would_clear: tuple[str, ...] = ()


class Dated(RulePart):
    """Law that was in force between two days, both included, with its sources; null: without a beginning or an end."""

    effective_from: OptionalDay
    effective_to: OptionalDay
    reviewed_on: OptionalDay
    confidence: Confidence
    law: tuple[Law, ...]

    def covers(self, day: date) -> bool:
        """Return whether it was in force on a day."""
        return (self.effective_from is None or self.effective_from <= day) and (
            self.effective_to is None or day <= self.effective_to
        )


class Version(Dated):
    """A rule as it was in force between two days. Published versions are closed and followed, never edited."""

    when: tuple[Condition, ...]
    finding: FindingText | None = None
    label: Literal[LABELS] | None = None  # type: ignore[valid-type]  # the labels are a tuple of the vocabulary


class StandingEntry(RulePart):
    """What the authorities that bind a place have said on the point, from a day on."""

    place: str
    from_: OptionalDay = Field(None, alias="from")
    when: tuple[Condition, ...] = ()
    is_: Standing = Field(alias="is")
    binding: bool
    overrides: bool = False
    cite: OptionalText = None
    url: OptionalText = None
    held: OptionalText = None


class OpenTerm(RulePart):
    """A word the law leaves open, with the reading taken."""

    term: str
    reading: str


class Example(RulePart):
    """A situation with the answer the rule must give; every example runs as a test."""

    name: str
    on: OptionalDay
    situation: dict[str, str]
    expect: tuple[str, ...] | Literal["undetermined"]
    severity: Severity | None = None


class Rule(RulePart):
    """One rule: what it judges, since when, on what law, and what it says."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: str
    place: Annotated[str, Field(pattern=r"^us(/[a-z]{2}(/[a-z0-9-]+)?)?$")]
    ground: Ground | None = None
    judges: Literal["paper", "segment", "authority"]
    before: Literal["undetermined", "no_such_law"] = "undetermined"
    declares_existing_law: bool = False
    beside_yardstick: Literal["review"] | None = None
    reads: tuple[str, ...] = ()
    versions: Annotated[tuple[Version, ...], Field(min_length=1)]
    standing: tuple[StandingEntry, ...] = ()
    standing_of: OptionalText = None
    graded_by_standing: Literal["never", "always", "controlling-law"] = "never"
    open_terms: tuple[OpenTerm, ...] = ()
    known_problems: str
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _says_what_it_must(self) -> Self:
        wrong: list[str] = []
        for number, version in enumerate(self.versions):
            where = f"versions[{number}]"
            if self.judges == "authority":
                if version.label is None or version.finding is not None:
                    wrong.append(f"{where}: an authority rule gives a label; write label and no finding")
            elif version.finding is None or version.label is not None:
                wrong.append(f"{where}: a finding rule gives a finding; write finding and no label")
            wrong += self._wrong_conditions(where, version.when)
            for grade in version.finding.grades if version.finding else ():
                wrong += self._wrong_conditions(f"{where}.grades", grade.when)
            if version.finding and self.open_terms and version.finding.severity == "violation":
                wrong.append(f"{where}: open terms allow at most review; lower the severity")
            if not version.law:
                wrong.append(f"{where}: no law is cited; write law")
        for entry in self.standing:
            wrong += self._wrong_conditions("standing", entry.when)
        wrong += self._wrong_dates()
        if self.judges != "authority" and self.ground is None:
            wrong.append("ground: is missing; write the ground of the finding")
        if wrong:
            raise ValueError("\n".join(wrong))
        return self

    def _wrong_conditions(self, where: str, conditions: tuple[Condition, ...]) -> list[str]:
        fields = VOCABULARIES[self.judges].fields
        wrong = []
        named = [condition.field for condition in conditions]
        for condition in conditions:
            if condition.field not in fields:
                wrong.append(f"{where}: {condition.field} is not a field of a {self.judges}; see the vocabulary")
                continue
            wrong += [
                f"{where}.{condition.field}: {word} is not one of its words; "
                f"write one of {', '.join(fields[condition.field])}"
                for word in condition.words()
                if word not in fields[condition.field]
            ]
            if named.count(condition.field) > 1:
                wrong.append(f"{where}.{condition.field}: is named twice; a rule names a field once")
        return wrong

    def _wrong_dates(self) -> list[str]:
        wrong = []
        for earlier, later in zip(self.versions, self.versions[1:], strict=False):
            if earlier.effective_to is None or later.effective_from is None:
                wrong.append("versions: only the last may be without an end, and only the first without a start")
            elif earlier.effective_to >= later.effective_from:
                wrong.append(f"versions: {earlier.effective_to} and {later.effective_from} overlap; close the earlier")
        return wrong
