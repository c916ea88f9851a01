"""What every part of a custody record shares: strictness, and the shapes of ids, texts and lists."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, Strict, StringConstraints
from pydantic_core import CoreSchema, core_schema

T = TypeVar("T")
_WITHOUT_NUL = r"^[^\x00]*$"
_VISIBLE = r"^[^\x00]*[^\x00\s][^\x00]*$"


class Part(BaseModel):
    """A part of a record: frozen, strict about types, and without unknown keys.

    An unknown key is an error because a misspelt field would otherwise look like a fact that is absent.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", hide_input_in_errors=True)


class _NullIsUnknown:
    """Reads null as the word ``unknown``: for an attribute the two, and its absence, say the same."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        words = handler(source)
        return core_schema.no_info_before_validator_function(
            lambda value: "unknown" if value is None else value,
            words,
            json_schema_input_schema=core_schema.nullable_schema(words),
        )


OrUnknown: TypeAlias = Annotated[T, _NullIsUnknown()]
"""One of some words, of which ``unknown`` is one."""
Id: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=_VISIBLE)]
"""An opaque identifier of the source system: never a name, a birth date or a number that identifies a person."""
Text: TypeAlias = Annotated[str, StringConstraints(max_length=10_000, pattern=_WITHOUT_NUL)]
"""Free text. No rule reads it and no output repeats it."""
Word: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=_WITHOUT_NUL)]
"""A code or a short designation in the source's own words."""
NAMED = "How other parts refer to it; absent: no part can, and results name it by its place, as warrants[0]."
"""What is said of every id of a part."""
MOST_PARTS = 1_000
"""The most parts one list of a record may have. The longest real custody has tens; beyond this a file is broken."""
Many: TypeAlias = Annotated[tuple[T, ...], Strict(False), Field(max_length=MOST_PARTS)]
"""A list of the record; from Python any sequence will do."""
Money: TypeAlias = Annotated[Annotated[int, Field(le=1_000_000_000_000)] | float, Field(ge=0, allow_inf_nan=False)]
"""An amount in US dollars; a whole number longer than that is a mistake."""
MOST_PAPERS = 1_200
"""The most parts all lists of a record may have together."""
Count: TypeAlias = Annotated[int, Field(ge=0, le=1_000_000)]
"""A whole number of days or another unit."""
