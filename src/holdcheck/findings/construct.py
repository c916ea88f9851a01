"""Makes parts of a result without checking them again: a result has dozens, of values that are holdcheck's own."""

from __future__ import annotations

from typing import Any, Final, TypeVar

T = TypeVar("T")
_SET: Final = object.__setattr__


def construct(kind: type[T], names: set[str], values: dict[str, Any]) -> T:
    """Return a model of that kind, every field given.

    What pydantic's ``model_construct`` does, less its search for aliases and defaults.

    Args:
        kind: The model.
        names: Of all its fields.
        values: Of all its fields, by name.
    """
    part = kind.__new__(kind)
    _SET(part, "__dict__", values)
    _SET(part, "__pydantic_fields_set__", names)
    _SET(part, "__pydantic_extra__", None)
    _SET(part, "__pydantic_private__", None)
    return part
