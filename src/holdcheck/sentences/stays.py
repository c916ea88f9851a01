"""An intermittent sentence on the calendar: it is served in stays, and they say when it is over."""

from __future__ import annotations

from holdcheck.moments import bounds
from holdcheck.record.sentences import Term
from holdcheck.sentences.conventions import conventions
from holdcheck.sentences.laid import Laid, only
from holdcheck.sentences.recorded import RecordedSentences
from holdcheck.sentences.results import Refusal


def laid_in_stays(recorded: RecordedSentences, i: int) -> Laid | Refusal:
    """Return an intermittent sentence: it is over when the last of its stays is, whatever its term and credit.

    Args:
        recorded: The sentences of its record.
        i: Its position.
    """
    sentence, path = recorded.sentences[i], f"sentences[{i}]"
    try:
        over = recorded.last_stay(i)
        begun = [recorded.place.days_of(bounds(period.from_, recorded.place)) for period in sentence.periods]
    except ValueError:
        return Refusal("contradictory_dates", f"{path}.periods", "stays whose hours are on the clock")
    start = min(day for day, _ in begun), min(day for _, day in begun)
    days, imposed = over[1] - start[0] + 1, recorded.imposed[i]
    return Laid(
        chain=(i,),
        sentences=(sentence,),
        kinds=only(sentence.kind),
        terms=(sentence.term or Term.model_validate({"days": days}),),
        fines=(),
        start=start,
        begins=start,
        months=0,
        days=days,
        shortest=(0, days),
        raw=over,
        full=over,
        recorded=over,
        last=recorded.cut_short(i, over) if recorded.ends_early else over,
        good=0,
        entered=None,
        lost=0,
        stopped=(0, 0),
        floor=start[0] if imposed is None else imposed,
        counting=conventions(recorded.law, (), start[0], days),
        missing=(),
        refusal=None,
    )
