"""A shell in an empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.command import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def demo_shell(shell: Shell) -> Shell:
    """With the demo municipality in its database."""
    assert shell("chat", "--as", "Anne").exit_code == 0
    return shell
