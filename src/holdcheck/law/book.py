"""All the law that was loaded, and which of it applies in a facility."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path

from holdcheck.errors import InputError, LawError, RecordError, problem, quote
from holdcheck.law.loading import EDITION_FILE, edition, read_place, read_rules, rules_folder
from holdcheck.law.of_place import LawOfPlace
from holdcheck.law.places import Place
from holdcheck.law.rules import Rule
from holdcheck.record.facility import Facility
from holdcheck.zones import Zone, zone


class Law:
    """All the law that was loaded; places are read when a record first needs them.

    Args:
        folder: The folder of the law.

    Raises:
        LawError: With every problem of every file read so far.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.edition, self.sha256 = edition(folder)
        self._read: dict[str, tuple[tuple[Rule, ...], Place | None]] = {}
        self._of: dict[tuple[str, str | None, str | None, bool], LawOfPlace] = {}
        self._placed: dict[tuple[str | None, ...], tuple[LawOfPlace, Zone]] = {}
        self._part("us")

    def _part(self, place: str) -> tuple[tuple[Rule, ...], Place | None]:
        if place not in self._read:
            folder = self.folder / place
            self._read[place] = (
                (read_rules(folder, self.folder), read_place(folder, self.folder)) if folder.is_dir() else ((), None)
            )
        return self._read[place]

    def places(self) -> tuple[str, ...]:
        """Return every place that has a folder, widest first."""
        return tuple(
            sorted(path.parent.relative_to(self.folder).as_posix() for path in self.folder.rglob("place.yaml"))
        )

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule of every place."""
        return tuple(rule for place in self.places() for rule in self._part(place)[0])

    def of(self, facility: Facility) -> LawOfPlace:
        """Return the law that applies in a facility.

        Raises:
            RecordError: The state is not one of the 50 or DC.
        """
        key = facility.state, facility.county, facility.locality, facility.custodian == "federal"
        found = self._of.get(key)
        if found is None:
            found = self._of[key] = self._build(facility)
        return found

    def _build(self, facility: Facility) -> LawOfPlace:
        state = f"us/{facility.state.lower()}"
        if self._part(state)[1] is None:
            wrong = f"{quote(facility.state)} is not a state this law knows"
            raise RecordError([problem("facility.state", wrong, "write the postal code of a state or DC")])
        chain = ["us", state]
        for name in (facility.county, facility.locality):
            place = f"{state}/{name.casefold().replace(' ', '-')}" if name else ""
            if place and all(part.replace("-", "").isalnum() for part in place.split("/")) and self._part(place)[1]:
                chain.append(place)
        parts = [self._part(place) for place in chain]
        return LawOfPlace(
            tuple(chain),
            (rule for rules, _ in parts for rule in rules),
            tuple(place for _, place in parts if place is not None),
            facility.custodian == "federal",
        )

    def placed(self, facility: Facility) -> tuple[LawOfPlace, Zone]:
        """Return the law that applies in a facility, and its zone.

        Raises:
            RecordError: As for `of` and `zone_of`.
        """
        key = facility.state, facility.county, facility.locality, facility.custodian, facility.time_zone
        found = self._placed.get(key)
        if found is None:
            found = self._placed[key] = self.of(facility), self.zone_of(facility)
        return found

    def zone_of(self, facility: Facility) -> Zone:
        """Return the zone of a facility.

        Raises:
            RecordError: The state has several zones and the record names none, or names one that does not exist.
        """
        if facility.time_zone is not None:
            return zone(facility.time_zone)
        zones = self.of(facility).zones
        if len(zones) != 1:
            wrong = f"is missing, and {facility.state} has several"
            raise RecordError([problem("facility.time_zone", wrong, f"write one of {', '.join(zones)}")])
        return zone(zones[0])


def load_rules(folder: str | Path | None = None) -> Law:
    """Load the law.

    Args:
        folder: A folder of rules; by default the one that comes with holdcheck.

    Returns:
        The law. Files of the United States have been read; those of a state are read when a record first needs them.

    Raises:
        LawError: With every problem of the files read now. What is wrong with a state's files is raised by the check
            that first needs them.
    """
    if folder is None:
        return Law(rules_folder())
    path = Path(folder)
    if not (path / EDITION_FILE).is_file():
        raise LawError([f"{path.name}: holds no law; name the folder that holds {EDITION_FILE}"])
    return Law(path)


@cache
def law_of_the_package() -> Law:
    """Return the law that comes with holdcheck; the same object each time."""
    return load_rules()


def law_to_apply(law: Law | None) -> Law:
    """Return the law a caller wants applied: by default the one that comes with holdcheck.

    Raises:
        InputError: It is something else than law that was loaded.
    """
    if law is None:
        return law_of_the_package()
    if not isinstance(law, Law):
        raise InputError(problem("law", f"is of the type {type(law).__name__}", "pass what load_rules returns"))
    return law
