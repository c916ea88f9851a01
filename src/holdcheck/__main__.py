"""``python -m holdcheck``."""

from __future__ import annotations

import sys

from holdcheck.cli import main

if __name__ == "__main__":
    sys.exit(main())
