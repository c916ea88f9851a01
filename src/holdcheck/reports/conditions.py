"""Conditions of rules in words, from the closed vocabulary in which papers and custody are described to them."""

from __future__ import annotations

from holdcheck.law.rules import Condition
from holdcheck.vocabulary import TRUE, VOCABULARIES

_YES_NO = {
    "gap": ("no authority covers the time", "an authority covers the time"),
    "never_authorised": (
        "nothing in the record ever authorised this custody",
        "something authorised this custody before",
    ),
    "on_287g": (
        "a warrant executed by a designated 287(g) officer is in force",
        "no warrant executed by a designated 287(g) officer is in force",
    ),
    "on_administrative_warrant": ("an administrative warrant is in force", "no administrative warrant is in force"),
    "on_detainer": ("a detainer that asks for a hold is in force", "no detainer that asks for a hold is in force"),
    "on_notification_request": (
        "a request to be told of the release is in force",
        "no request to be told of the release is in force",
    ),
    "new_seizure": (
        "the person is kept for a new purpose, or nothing ever authorised the custody",
        "the person is not kept for a new purpose",
    ),
    "on_immigration_detainer": (
        "an immigration detainer that asks for a hold is in force",
        "no immigration detainer that asks for a hold is in force",
    ),
    "on_i247a": ("a Form I-247A is in force", "no Form I-247A is in force"),
    "still_being_processed": (
        "release processing may still be going on",
        "release processing is over",
    ),
    "entitled_by_release_order": (
        "the release entitlement is a court's release order",
        "the release entitlement is not a court's release order",
    ),
    "entitled_by_refused_bail": (
        "the release entitlement is bail refused because of a hold",
        "the release entitlement is not refused bail",
    ),
    "immigration": ("it is an immigration detainer", "it is not an immigration detainer"),
    "asks_for_hold": ("it asks for a hold", "it does not ask for a hold"),
    "held_on": ("somebody is held on it", "nobody is held on it"),
    "served_on_person": ("it was served on the person", "it was never served on the person"),
    "has_administrative_warrant": ("an I-200 or I-205 came with it", "no I-200 or I-205 came with it"),
    "designated_287g": (
        "a designated 287(g) officer executed it under an agreement in force",
        "no designated 287(g) officer executed it",
    ),
    "issuer_holds_the_person": (
        "the person is in the custody of the authority that signed it",
        "the person is not in the custody of the authority that signed it",
    ),
    "because_of_detainer": (
        "the court set the bail only because of a detainer",
        "the bail was not set because of a detainer",
    ),
}
"""For each field that is answered yes or no: how yes reads, and how no reads."""

_SUBJECTS = {
    "stretch_length": "the time on the same kind of paper, or on nothing,",
    "person_status": "the person",
    "clock_287_7_d": "the clock of 48 hours of 8 CFR 287.7(d)",
    "clock_detainer_48_hours": "the clock of the 48 hours a Form I-247A asks for",
    "clock_riverside_48_hours": "the clock of 48 hours to a finding of probable cause",
    "clock_first_appearance": "the clock to the first appearance",
    "paper": "the kind of paper",
    "form": "the form",
    "lodged": "the detainer",
    "refused_because": "the reason for refusing bail",
    "issuer": "whoever signed it",
    "purpose": "its purpose",
    "asks": "what it asks for",
    "consent": "the person's signed consent",
}
_WORDS = {
    "before_conviction": "charged and not convicted",
    "after_conviction": "convicted",
    "never_charged": "never charged",
    "before_release_was_due": "lodged before release was due",
    "after_release_was_due": "lodged after release was due",
}


def condition(judges: str, one: Condition) -> str:
    """Return a condition in words.

    Args:
        judges: The kind of thing the rule judges.
        one: The condition.
    """
    known = VOCABULARIES[judges].fields.get(one.field, ())
    admitted = [word for word in known if word in one.admits(known)] or list(one.words())
    if one.field in _YES_NO and len(admitted) == 1:
        return _YES_NO[one.field][admitted[0] not in (TRUE, "yes")]
    subject = _SUBJECTS.get(one.field, one.field.replace("_", " "))
    negated = one.is_not is not None or one.not_in is not None
    words = [_WORDS.get(word, word.replace("_", " ")) for word in one.words()]
    return f"{subject} is {'not ' if negated else ''}{' or '.join(words)}"
