"""The custody record of the contract as strict, frozen models."""

from holdcheck.record.custody import PAPER_LISTS, CustodyRecord, read_record

__all__ = ["PAPER_LISTS", "CustodyRecord", "read_record"]
