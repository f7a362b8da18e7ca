"""Writes docs/retention.md anew, from the table in domain/retention.py.

`.venv/bin/python scripts/retention.py`, after a change there; a test tells when it is due.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from domain.retention import document  # noqa: E402

if __name__ == "__main__":
    (ROOT / "docs" / "retention.md").write_text(document(), encoding="utf8")
