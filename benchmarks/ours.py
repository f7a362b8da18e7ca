"""Medvind as `medvind run` runs it: the token checked, the outbox and the metronome at work.

Run as a script with a port and the address of the signing keys, which is the one thing that differs from
production: everything else comes from the environment, as there.
"""

from __future__ import annotations

import asyncio
import sys

from benchmarks.load import HOST
from bot.commands import serve
from bot.logs import quiet_logs
from bot.settings import Settings

if __name__ == "__main__":
    quiet_logs()
    asyncio.run(serve.run(Settings(), int(sys.argv[1]), HOST, sys.argv[2]))
