#!/usr/bin/env bash
# A nightly gate over an export: fails on certain violations, keeps the findings, and tells counsel what is due.
set -euo pipefail
export=${1:?path of a JSON Lines export}

holdcheck docket "$export"
holdcheck check "$export" --fail-on violation --results not-clear --output jsonl="${export%.jsonl}.findings.jsonl"
