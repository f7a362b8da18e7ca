"""Writes docs/check-ins.md anew, from the texts that the page /check-ins/about shows.

`.venv/bin/python scripts/documents.py`, after a change in texts/check-ins.*.txt; a test tells when it is due.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from texts.documents import in_every_language  # noqa: E402

if __name__ == "__main__":
    (ROOT / "docs" / "check-ins.md").write_text(in_every_language("check-ins"), encoding="utf8")
