"""Fetches the desk's scripts and styles from npm into bot/web/static; refuses what is not as recorded.

`.venv/bin/python scripts/vendor.py` (needs npm). For a new version change bot/web/static/vendored.toml,
run with `--record`, and read what has changed.
"""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

STATIC = Path(__file__).parents[1] / "bot" / "web" / "static"
RECORD = STATIC / "vendored.toml"


def packed(package: str, folder: str) -> bytes:
    """The package as npm has it."""
    line = ["npm", "pack", package, "--silent", "--pack-destination", folder]
    name = subprocess.run(line, check=True, capture_output=True, text=True).stdout.split()[-1]
    return (Path(folder) / name).read_bytes()


def inside(package: bytes, path: str) -> bytes:
    """One file of it."""
    with tempfile.TemporaryFile() as file:
        file.write(package)
        file.seek(0)
        with tarfile.open(fileobj=file, mode="r:gz") as archive:
            found = archive.extractfile(path)
            if found is None:
                sys.exit(f"{path} is not in the package")
            return found.read()


def main(record: bool) -> None:
    written = RECORD.read_text(encoding="utf8")
    for name, one in tomllib.loads(written).items():
        with tempfile.TemporaryDirectory() as folder:
            package = packed(f"{one['package']}@{one['version']}", folder)
        sums = {
            "integrity": "sha512-" + base64.b64encode(hashlib.sha512(package).digest()).decode(),
            "sha256": hashlib.sha256(content := inside(package, one["path"])).hexdigest(),
        }
        for key, value in sums.items():
            if not record and one[key] != value:
                sys.exit(f"{name}: {key} is {value}, and {one[key]} is recorded. Nothing was written.")
            written = re.sub(rf'(\["{re.escape(name)}"\][^\[]*?{key} = ").*?"', rf'\g<1>{value}"', written)
        (STATIC / name).write_bytes(content)
        print(f"{name}: {one['package']} {one['version']}, {len(content)} bytes")
    if record:
        RECORD.write_text(written, encoding="utf8")


if __name__ == "__main__":
    main("--record" in sys.argv)
