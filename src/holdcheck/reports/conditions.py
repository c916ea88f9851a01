"""Conditions of rules in words, from the closed vocabulary in which papers and custody are described to them."""

from __future__ import annotations

from holdcheck.law.rules import Condition
from holdcheck.vocabulary import TRUE, VOCABULARIES

_YES_NO = {
    "gap": ("no authority covers the time", "an authority covers the time"),
    "never_authorised": (
        "nothing in the record had authorised this custody",
        "something had authorised this custody before",
    ),
    "once_authorised": (
        "something in the record may have authorised this custody before",
        "nothing in the record can have authorised this custody before",
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
        "the person is kept for a new purpose, or nothing had authorised the custody",
        "the person is not kept for a new purpose",
    ),
    "on_immigration_detainer": (
        "an immigration detainer that asks for a hold is in force",
        "no immigration detainer that asks for a hold is in force",
    ),
    "on_immigration_notification_request": (
        "an immigration agency's request to be told of the release is in force",
        "no immigration agency's request to be told of the release is in force",
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
        "it is not bail set only because of a detainer",
    ),
    "forbidden_delay": (
        "release was put off for a reason for which none may be",
        "release was not put off for a reason for which none may be",
    ),
    "returned_before_trial": (
        "the prisoner was sent back before the trial",
        "the prisoner was not sent back before the trial",
    ),
    "extradites": (
        "its agency would fetch the person from here",
        "its agency would not fetch the person from here",
    ),
    "paper_authorises": (
        "the paper behind the hold authorises custody here",
        "the paper behind the hold authorises no custody here",
    ),
    "matches": ("the person is the one the paper names", "the person is not the one the paper names"),
}
"""For each field that is answered yes or no: how yes reads, and how no reads."""

_SUBJECTS = {
    "stretch_length": "the time on the same kind of paper, or on nothing,",
    "person_status": "the person",
    "authority_that_ended": "the authority that ended",
    "clock_287_7_d": "the clock of 48 hours of 8 CFR 287.7(d)",
    "clock_detainer_48_hours": "the clock of the 48 hours a Form I-247A asks for",
    "clock_riverside_48_hours": "the clock of 48 hours to a finding of probable cause",
    "clock_first_appearance": "the clock to the first appearance",
    "clock_preliminary_hearing": "the clock to the preliminary hearing on the violation",
    "clock_iad": "the clock to trial under the Interstate Agreement on Detainers (180 or 120 days)",
    "clock_agent_30_days": "the clock of 30 days for an agent of the demanding state to come",
    "clock_uncollected_30_days": "the clock of 30 days on nothing but an unserved warrant",
    "paper": "the paper or event",
    "form": "the form",
    "lodged": "the detainer",
    "issued": "the warrant",
    "designation": "the 287(g) designation of the officer who served it",
    "writ_return": "the return of the prisoner",
    "writ_role": "the prisoner",
    "stated_release": "the release date an agency states",
    "agreement": "the agreement it is under",
    "document": "the document",
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
    "sentence_in_federal_custody": "a sentence served in federal custody",
    "temporary_federal_detention": "a temporary detention under 18 USC 3142(d)",
    "fugitive_commitment": "the commitment of a fugitive",
    "commitment": "a commitment",
    "supervision_sanction": "a sanction of supervision",
    "before_release_was_due": "lodged before release was due",
    "after_release_was_due": "lodged after release was due",
    "within_term": "issued within the term",
    "after_term": "issued after the end of the term",
    "term_not_recorded": "issued in a term of which no end is recorded",
    "later": "later than any the record gives",
    "earlier": "earlier than any the record gives",
    "of_citizenship": "one of citizenship",
    "housing": "a contract for housing",
    "immigration_hold": "an immigration hold",
    "other_hold": "another hold",
    "judicial_officer": "a judge or magistrate",
    "grand_jury": "a grand jury",
    "supervision_authority": "a parole or probation authority",
    "governor": "a governor",
    "military_commander": "a military commander",
    "tribal_court": "a tribal court",
    "immigration_authority": "an immigration officer or judge",
    "prosecutor_or_sheriff": "a prosecutor or sheriff",
}
_OF_FIELD = {
    ("paper", "recorded_charge"): "a charge on the jail's word",
    ("paper", "arrest"): "an arrest",
    ("paper", "court_order"): "a court's order",
    ("paper", "sentence"): "a sentence",
    ("paper", "warrant"): "a warrant",
    ("paper", "detainer"): "a detainer",
    ("paper", "writ"): "a writ",
    ("paper", "other_authority"): "authority a statute gives",
    ("paper", "bail"): "bail",
    ("paper", "held_for"): "a hold for another holder",
    ("paper", "identity"): "a comparison of the person with a paper",
    ("paper", "proof"): "a document that was shown",
    ("issuer", "none"): "somebody whose office signs no warrant",
    ("purpose", "none"): "unknown here",
    ("asks", "none"): "nothing",
    ("asks", "hold"): "a hold",
    ("asks", "notify"): "to be told",
}
"""Words that mean something else, or need an article, in one field."""


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
    words = [_OF_FIELD.get((one.field, word)) or _WORDS.get(word, word.replace("_", " ")) for word in one.words()]
    return f"{subject} is {'not ' if negated else ''}{' or '.join(words)}"
