"""Every exception of holdcheck, and the wording of every message: *where: what is wrong; what to write instead*.

Findings are values and never exceptions. An exception means that something could not be read, or that holdcheck itself
is broken. Values of typed fields (dates, codes, ids) are quoted; free text never is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import ValidationError

_LONGEST_QUOTE = 40
_UNQUOTED = frozenset({"name", "reason", "form_text"})
"""Fields that may hold free text: their values are never repeated in a message."""


_MOST_COMPARED = 20
"""How many unknown names of one record are compared with those there are: a file of nothing else is soon read, too."""


class HoldcheckError(Exception):
    """Base of every exception that holdcheck raises."""


class ProblemsError(HoldcheckError):
    """Something could not be read; ``problems`` lists every reason, one line each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems: tuple[str, ...] = tuple(problems)
        super().__init__("\n".join(self.problems))


class RecordError(ProblemsError):
    """A custody record is malformed or contradicts itself."""


class LawError(ProblemsError):
    """A rule file or a place file is malformed."""


class InputError(HoldcheckError):
    """A path cannot be read, or a choice on the command line does not exist."""


class EngineError(HoldcheckError):
    """The rules engine and the reference evaluator disagree, or the engine refused a situation."""


def problem(where: str, wrong: str, instead: str) -> str:
    """Return one line in the common form."""
    return f"{where}: {wrong}; {instead}"


def quote(value: object) -> str:
    """Return a value of a typed field for a message: short, on one line, no control characters, null as in JSON."""
    try:
        text = value if isinstance(value, str) else _AS_IN_JSON.get(repr(value)) or repr(value)
    except ValueError:  # Python writes no whole number of more than some thousand digits
        text = "a number of very many digits"
    shown = "".join(character if character.isprintable() else "?" for character in text[:_LONGEST_QUOTE])
    return f"'{shown}…'" if len(text) > _LONGEST_QUOTE else f"'{shown}'"


def shown(moment: object) -> str:
    """Return a moment or a date for a message as the record would write it; of a range, both its bounds."""
    if isinstance(moment, datetime):
        return quote(moment.isoformat(timespec="seconds" if moment.second else "minutes"))
    if isinstance(moment, date):
        return quote(moment.isoformat())
    return f"the range {shown(getattr(moment, 'earliest', None))} to {shown(getattr(moment, 'latest', None))}"


def contradiction(later: str, later_value: object, earlier: str, earlier_value: object) -> str:
    """Return the problem that something ended before it began, with both values named."""
    wrong = f"{shown(later_value)} is before {earlier} {shown(earlier_value)}"
    return problem(later, wrong, "correct one of the two")


_AS_IN_JSON = {"None": "null", "True": "true", "False": "false"}


def path_of(location: Sequence[str | int]) -> str:
    """Return a place inside a record as counsel would write it: ``sentences[0].begins_at``."""
    path = ""
    for step in location:
        if isinstance(step, int):
            path += f"[{step}]"
        elif (
            step not in _ALTERNATIVES and "[" not in step and not step.startswith(("function-", "json-or-", "lax-or-"))
        ):
            path = _joined(path, step)
    return path


def _joined(path: str, step: str) -> str:
    shown = "".join(character if character.isprintable() else "?" for character in step[:_LONGEST_QUOTE])
    shown = shown if shown.strip() else f"'{shown}'"  # a name of nothing, or of spaces, is not seen otherwise
    return f"{path}.{shown}" if path else shown


def _path_of_problem(found: Any) -> str:
    """Return where something is wrong; a name that is no field is a place whatever it looks like."""
    location = found["loc"]
    if found["type"] == "extra_forbidden" and isinstance(location[-1], str):
        return _joined(path_of(location[:-1]), location[-1])
    return path_of(location)


_ALTERNATIVES = frozenset({"int", "float", "str", "constrained-int", "constrained-str", "CaseReference"})
"""Names pydantic gives to the alternatives of a field that may take several forms; they are not places in a record."""


def record_problems(error: ValidationError, meant: Callable[[Sequence[str | int]], str | None]) -> tuple[str, ...]:
    """Return every problem pydantic found in a record, one line each, in the record's own order.

    A value that may take several forms is tried as each of them; that is one problem and not several.

    Args:
        error: What pydantic raised.
        meant: Says which field was meant by a name that is none, given its place in the record; None: nobody knows.
    """
    places: dict[str, list[Any]] = {}
    unknown = 0
    for found in error.errors(include_url=False, include_context=True):
        if found["type"] == "extra_forbidden" and unknown < _MOST_COMPARED:
            unknown += 1
            found["ctx"] = {"meant": meant(found["loc"])}
        places.setdefault(_path_of_problem(found) or "record", []).append(found)
    return tuple(
        problem(path, *_wording_of_forms(forms))
        for path, forms in places.items()
        # An object that is wrong inside was meant as one, and not as the other form its place may take.
        if not (isinstance(forms[0].get("input"), dict) and any(each.startswith(f"{path}.") for each in places))
    )


def _wording_of_forms(forms: Sequence[Any]) -> tuple[str, str]:
    """Return what is wrong with a value, and every form it might take instead."""
    kinds = {found["type"] for found in forms}
    # A number may be whole or not: of the two forms of an amount the wider one says all, or the one that is too large.
    said = "float_type" if "less_than_equal" in kinds else "int_type" if "float_type" in kinds else ""
    told = [_wording(found) for found in forms if found["type"] != said]
    instead = dict.fromkeys(instead.removeprefix("write ") for _, instead in told)
    return told[0][0], told[0][1] if len(instead) == 1 else f"write {' or '.join(instead)}"


def _wording(found: Any) -> tuple[str, str]:
    kind, value = found["type"], found.get("input")
    field = next((step for step in reversed(found["loc"]) if isinstance(step, str)), "")
    unquoted = (
        field in _UNQUOTED or (kind in _OF_PARTS and isinstance(value, str)) or isinstance(value, dict | list | tuple)
    )
    if isinstance(value, Mapping) and not isinstance(value, dict):
        return f"is of the type {type(value).__name__}", "pass a dictionary"
    shown = "this value" if unquoted else quote(value)
    context = found.get("ctx", {})
    in_list = any(isinstance(step, int) for step in found["loc"])
    match kind:
        case "missing":
            return "is missing", f"every {'part of that list' if in_list else 'record'} needs it"
        case "extra_forbidden":
            meant = f"write {context['meant']}, or " if context.get("meant") else ""
            return "is not a field of the record", f"{meant}see `holdcheck schema` for the names"
        case "literal_error":
            return f"{shown} is not one of the words for this field", f"write {context['expected']}"
        case "moment" | "day" | "protected_moment":
            return f"{shown} {context['wrong']}", str(context["instead"])
        case "string_too_long":
            return "is longer than this field may be", f"write at most {context['max_length']} characters"
        case "too_long":
            return f"has more than {context['max_length']} entries", "check how the record was put together"
        case "string_too_short":
            return "is empty", "write its value"
        case "string_pattern_mismatch" if isinstance(value, str) and "\0" in value:
            return "contains the character NUL", "leave it out"
        case "string_pattern_mismatch" if isinstance(value, str) and not value.strip():
            return "is nothing but spaces", "write its value"
        case "string_pattern_mismatch":
            return f"{shown} is not a postal code", "write two capital letters, such as OR"
        case "json_invalid":
            return f"is not JSON ({context['error']})", "write one JSON object"
        case "value_error":
            wrong, _, instead = str(context["error"]).partition("; ")
            return f"{shown} {wrong}", instead
        case "greater_than_equal" if value != value:  # NaN, of which pydantic says that it is too small
            return f"{shown} is not a finite number", "write a plain number"
        case "greater_than_equal":
            return f"{shown} is too small", f"write {context['ge']} or more"
        case "less_than_equal":
            return f"{shown} is too large", f"write {context['le']} or less"
        case "finite_number":
            return f"{shown} is not a finite number", "write a plain number"
        case "string_unicode":
            return "is not text that can be written as UTF-8", "write whole characters"
        case "invalid_key":
            return "is a name that is not text", "write the names of fields in quotation marks"
        case "recursion_loop":
            return "contains itself", "write plain JSON"
    if not found["loc"]:
        return f"is of the type {type(value).__name__}", "pass a mapping, or the .record of an entry of load_records"
    expected = kind.removesuffix("_type").removesuffix("_parsing").replace("_", " ")
    return f"{shown} is not of the type this field needs", f"write {_TYPES.get(expected, expected)}"


_OF_PARTS = frozenset({"model_type", "model_attributes_type", "tuple_type", "dict_type"})
"""What is wrong where text stands in place of a part or a list: it may be anything, and is not repeated."""
_TYPES = {
    "string": "text in quotation marks",
    "bool": "true or false, without quotation marks",
    "int": "a whole number, without quotation marks",
    "int from float": "a whole number",
    "float": "a number, without quotation marks",
    "tuple": "a list",
    "model": "a JSON object",
    "model attributes": "a JSON object",
    "dict": "a JSON object",
}
