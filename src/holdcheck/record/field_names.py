"""The names a record may use, part by part, and which of them somebody meant who wrote another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from holdcheck.record.parts import Part

_LONGEST_NAME = 40
"""A name longer than this is compared with none: no field has one."""


def fields_of(part: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a part, by the names a record uses."""
    return {field.alias or name: field for name, field in part.model_fields.items()}


def part_at(record: type[BaseModel], steps: Sequence[str | int]) -> type[BaseModel] | None:
    """Return the part of a record that stands at a place; None where no part does.

    Args:
        record: The record.
        steps: Names of fields; positions in lists, and names of the forms a field may take, are passed over.
    """
    part: type[BaseModel] | None = record
    for step in steps:
        field = fields_of(part).get(step) if part is not None and isinstance(step, str) else None
        if field is not None:
            part = _part_in(field.annotation)
    return part


def alike(name: str, names: Iterable[str]) -> str | None:
    """Return the name that is most like another one, or None where none is like it."""
    if len(name) > _LONGEST_NAME:
        return None
    return next(iter(get_close_matches(name, names, 1, 0.75)), None)


def _part_in(annotation: Any) -> type[BaseModel] | None:
    """Return the part of a record that a field of this type holds, if it holds any."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((part for each in get_args(annotation) if (part := _part_in(each)) is not None), None)
