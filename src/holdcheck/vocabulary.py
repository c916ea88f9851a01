"""The closed vocabulary in which papers and segments of custody are described to the rules.

A *situation* is a tuple with one value for each field, in the order of its vocabulary. It holds words only: no ids, no
instants and no names of places, so that few distinct situations arise and each is judged once.

A value is one of

* a word of the field's list;
* a ``frozenset`` of such words: the dates of the record leave several readings open;
* ``None``: a fact is missing, so the record does not decide.

The first word of each list is the default: what holds when nothing of the kind is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

Value: TypeAlias = str | frozenset[str] | None
Situation: TypeAlias = tuple[Value, ...]

TRUE, FALSE = "true", "false"
_NO_YES: Final = (FALSE, TRUE)
_CLOCK: Final = ("not_running", "running", "past")


class Vocabulary:
    """The fields of one kind of thing that rules judge, each with its closed list of words.

    Args:
        judges: What a rule says it ``judges``.
        fields: The list of words of each field; the first is the default.
    """

    def __init__(self, judges: str, fields: Mapping[str, tuple[str, ...]]) -> None:
        self.judges = judges
        self.fields = dict(fields)
        self.names = tuple(fields)
        self.index = {name: position for position, name in enumerate(self.names)}
        self.default: Situation = tuple(words[0] for words in fields.values())

    def situation(self, values: Mapping[str, Value]) -> Situation:
        """Return the situation in which the named fields have these values and all others their default.

        Raises:
            KeyError: A field is not part of this vocabulary.
        """
        filled = list(self.default)
        for name, value in values.items():
            filled[self.index[name]] = value
        return tuple(filled)


AUTHORITY: Final = Vocabulary(
    "authority",
    {
        # The kind of paper in front of us.
        "paper": (
            "none",
            "recorded_charge",
            "arrest",
            "court_order",
            "sentence",
            "warrant",
            "detainer",
            "writ",
            "other_authority",
        ),
        # Who signed a warrant, by what that office may do; who is a magistrate is the place's data.
        "issuer": (
            "none",
            "judicial_officer",
            "grand_jury",
            "supervision_authority",
            "governor",
            "military_commander",
            "tribal_court",
            "immigration_authority",
            "prosecutor_or_sheriff",
        ),
        # What a warrant is for, as far as that decides who may sign it.
        "purpose": ("none", "criminal", "supervision", "rendition", "military", "immigration"),
        # Executed by a 287(g) officer whose designation and agreement were in force.
        "designated_287g": _NO_YES,
        # The person is in the custody of the authority that signed the paper, not of this jail.
        "issuer_holds_the_person": _NO_YES,
        # What a detainer asks for.
        "asks": ("none", "hold", "notify"),
        # Bail that a court set only because of a detainer.
        "because_of_detainer": _NO_YES,
        # A signed wish to stay.
        "consent": ("not_needed", "signed", "missing"),
    },
)
"""What decides whether a paper authorises custody. Nothing in it depends on another paper's label or on a gap."""

LABELS: Final = (
    "judicial",
    "other_authority",
    "recorded_charge",
    "287g",
    "administrative_warrant",
    "detainer",
    "notification_request",
    "nothing",
)
"""The labels an authority rule can give, strongest first. The first three authorise custody."""
AUTHORISING: Final = frozenset(LABELS[:3])

SEGMENT: Final = Vocabulary(
    "segment",
    {
        "gap": _NO_YES,
        # Nothing has authorised this custody up to now, from booking on.
        "never_authorised": _NO_YES,
        # The same as the labels of the yardstick see it: where it cannot be decided, something did authorise it.
        "once_authorised": (TRUE, FALSE),
        # The papers in force during a gap, one boolean a kind so that none hides another. All are false while somebody
        # who left to the community within the hours of release processing was being processed.
        "on_287g": _NO_YES,
        "on_administrative_warrant": _NO_YES,
        "on_detainer": _NO_YES,
        "on_notification_request": _NO_YES,
        # Kept on for a new purpose, or without anything ever having authorised it: the gap is an arrest of its own.
        "new_seizure": _NO_YES,
        # A detainer of an immigration agency that asks for a hold, and one on Form I-247A.
        "on_immigration_detainer": _NO_YES,
        "on_i247a": _NO_YES,
        # A request of an immigration agency that asks to be told of the release and for no hold.
        "on_immigration_notification_request": _NO_YES,
        # How long the stretch of the gap lasted in which the person was held on the same kind of paper, or on nothing.
        "stretch_length": ("none", "within_processing_hours", "within_48_hours", "over_48_hours"),
        # The gap is no longer than the place's processing hours and the person has not left, or nobody knows where to.
        "still_being_processed": _NO_YES,
        # A step of the release was late for a reason for which none may be delayed.
        "forbidden_delay": _NO_YES,
        "person_status": ("never_charged", "before_conviction", "after_conviction"),
        # The authority whose end opened the gap, where a rule of its own says when it ends.
        "authority_that_ended": (
            "other",
            "sentence_in_federal_custody",
            "temporary_federal_detention",
            "fugitive_commitment",
            "commitment",
            "supervision_sanction",
            "writ",
        ),
        "entitled_by_release_order": _NO_YES,
        "entitled_by_refused_bail": _NO_YES,
        "clock_287_7_d": _CLOCK,
        "clock_detainer_48_hours": _CLOCK,
        "clock_riverside_48_hours": _CLOCK,
        "clock_first_appearance": _CLOCK,
        # The hearing owed to somebody retaken for a violation of parole or supervised release.
        "clock_preliminary_hearing": _CLOCK,
        # The Interstate Agreement on Detainers: 180 days from delivery of a request, 120 days from arrival for trial.
        "clock_iad": _CLOCK,
        # 30 days from the arrest of a fugitive on a governor's warrant, or from a waiver, for an agent to appear.
        "clock_agent_30_days": _CLOCK,
        # A warrant that nobody serves is all that somebody has been held on for thirty days.
        "clock_uncollected_30_days": _CLOCK,
    },
)
"""What finding rules can see of a segment of custody."""

PAPER: Final = Vocabulary(
    "paper",
    {
        "paper": (
            "none",
            "detainer",
            "bail",
            "warrant",
            "writ",
            "sentence",
            "court_order",
            "held_for",
            "identity",
            "proof",
        ),
        "immigration": (TRUE, FALSE),
        "form": ("unknown", "I-247", "I-247D", "I-247N", "I-247X", "I-247A", "I-247G", "IAR", "oral", "other"),
        "asks_for_hold": (TRUE, FALSE),
        # Somebody is held on it: it is in force during a gap that is not release processing.
        "held_on": ("no", "yes"),
        "lodged": ("before_release_was_due", "after_release_was_due"),
        "served_on_person": (TRUE, FALSE),
        "has_administrative_warrant": (TRUE, FALSE),
        # A detainer under the Interstate Agreement on Detainers: sent back to the prison before the trial.
        "returned_before_trial": _NO_YES,
        # A warrant for a violation of parole or supervised release, beside the end of the term it was issued in.
        "issued": ("within_term", "after_term", "term_not_recorded"),
        # A warrant of immigration officers, beside the 287(g) officer who is recorded to have served it.
        "designation": ("not_claimed", "in_force", "not_in_force"),
        # Whether the agency that issued a warrant would fetch the person from here.
        "extradites": ("not_recorded", TRUE, FALSE),
        # A writ under which a prisoner was lent or borrowed, beside the day it says to return the person by.
        "writ_return": ("no_day_named", "in_time", "overdue"),
        "writ_role": ("borrowed", "lent"),
        # The release date an agency states for a sentence, beside every date that can be computed for it.
        "stated_release": ("not_stated", "agrees", "later", "earlier"),
        # Bail that a court set only because of a detainer.
        "because_of_detainer": _NO_YES,
        # The agreement under which a jail says it keeps somebody for another holder, and what the paper for it is.
        "agreement": ("none", "housing", "287g"),
        "paper_authorises": (TRUE, FALSE),
        # Somebody compared the person with the one a paper names.
        "matches": (TRUE, FALSE),
        # A document that was shown: a passport, a certificate of birth or naturalization, or any other.
        "document": ("other", "of_citizenship"),
        "refused_because": (
            "none",
            "immigration_hold",
            "other_hold",
            "office_closed",
            "amount_or_form",
            "conditions_unmet",
            "statutory_wait",
            "identity",
        ),
    },
)
"""What finding rules can see of a paper or an event."""

VOCABULARIES: Final = {vocabulary.judges: vocabulary for vocabulary in (AUTHORITY, SEGMENT, PAPER)}
