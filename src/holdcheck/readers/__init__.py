"""Readers: files in, one entry for each record out."""

from holdcheck.readers.json_records import Entry, Records, load_records

__all__ = ["Entry", "Records", "load_records"]
