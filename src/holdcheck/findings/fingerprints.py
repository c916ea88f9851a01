"""The identity of a finding while a hold goes on, across exports."""

from __future__ import annotations

import hashlib

from holdcheck.authority import Gap
from holdcheck.findings.verdict import Fired
from holdcheck.reading import Reading


def content_key(reading: Reading, path: str) -> str:
    """Return what identifies a paper by its content: its id, else its unchanging attributes; never dates or places."""
    kind, _, rest = path.partition("[")
    if not rest:
        return kind
    part = reading.part(path)
    if getattr(part, "id", None):
        return f"{kind}:{part.id}"
    names = ("kind", "purpose", "form", "agency", "case", "court", "code", "holder", "commit_for", "refused_because")
    return f"{kind}:" + ",".join(f"{name}={getattr(part, name)}" for name in names if getattr(part, name, None))


def fingerprint(reading: Reading, fired: Fired, number: int) -> str:
    """Return the identity of a finding: facility, custody, rule, ground and papers, and nothing that moves with time.

    Args:
        reading: The record.
        fired: The finding.
        number: How many findings with the same identity come before it in this result.
    """
    facility = reading.record.facility
    paths = {fired.paper} if fired.paper else set()
    if fired.answers:
        segment = fired.answers[0].segment
        if segment.clock is not None:
            paths.add(segment.clock.path)
        if isinstance(segment.gap, Gap) and segment.gap.paper is not None:
            paths.add(segment.gap.paper.path)
        paths |= {each.path for each in segment.papers}
    parts = [
        facility.name or "",
        facility.state,
        facility.county or "",
        facility.locality or "",
        reading.record.custody_id,
        fired.rule.rule.id,
        str(fired.rule.rule.ground),
        *sorted(content_key(reading, path) for path in paths),
        *([str(number)] if number else []),
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
