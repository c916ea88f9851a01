"""The custody record of the contract as strict, frozen models."""

from holdcheck.record.custody import PAPER_LISTS, CustodyRecord, problems_of, read_record

__all__ = ["PAPER_LISTS", "CustodyRecord", "problems_of", "read_record"]
