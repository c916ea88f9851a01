"""Where a sentence begins, and whether its first day is a whole one."""

from __future__ import annotations

from typing import NamedTuple

from holdcheck.sentences.conventions import Conventions, of_first_day
from holdcheck.sentences.counting import last_days
from holdcheck.zones import Bounds


class Start(NamedTuple):
    """Where a sentence begins.

    Attributes:
        days: The first and the last of the days on which it can.
        joins: Whether it begins as another one ends, on the first of them and on the last: then its first day is a
            whole one and counts, whatever the place does with the day of sentencing.
    """

    days: Bounds
    joins: tuple[bool, bool] = (False, False)

    def last_days(self, months: int, days: int, counting: Conventions) -> Bounds:
        """Return the last day of a term that begins so, before credit; ``counting`` is that of the place."""
        low = of_first_day(counting, self.joins[0])
        if self.joins[0] == self.joins[1]:
            return last_days(self.days, months, days, low)
        high = of_first_day(counting, self.joins[1])
        return last_days(self.days, months, days, low)[0], last_days(self.days, months, days, high)[1]
