#!/usr/bin/env bash
# A nightly gate over an export: fails on certain violations, keeps the findings, and tells counsel what is due.
set -euo pipefail
export=${1:?path of a JSON Lines export}

# The gate below runs whatever the docket ends with, such as 3 for a rejected record; it ends with the same.
holdcheck docket "$export" || echo "the docket ended with $?" >&2
holdcheck check "$export" --fail-on violation --results not-clear --output jsonl="${export%.jsonl}.findings.jsonl"
