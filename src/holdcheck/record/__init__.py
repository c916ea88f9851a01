"""The custody record of the contract as strict, frozen models."""

from holdcheck.record.custody import PAPER_LISTS, CustodyRecord

__all__ = ["PAPER_LISTS", "CustodyRecord"]
