"""Whole custody histories for property tests of software that keeps, exports or shows custody records.

    from hypothesis import given
    from holdcheck.testing import custody_records

    @given(custody_records())
    def test_an_export_loses_nothing(record):
        ...

Every record is valid, is made up, and names nobody. Needs hypothesis: ``pip install holdcheck[testing]``. Nothing else
of holdcheck imports this module.
"""

from __future__ import annotations

from holdcheck.errors import problem

try:
    from holdcheck.testing.histories import History, custody_histories, custody_records, exact_records
    from holdcheck.testing.telling import Json
except ModuleNotFoundError as error:
    if error.name != "hypothesis":
        raise
    raise ImportError(
        problem("holdcheck.testing", "hypothesis is not installed", "write pip install holdcheck[testing]")
    ) from None

__all__ = ["History", "Json", "custody_histories", "custody_records", "exact_records"]
