"""A client that costs little: requests written beforehand, sixteen connections that are kept open.

Rates are noisy on a machine that others use too. The processor time of the server is not, so both are told.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from benchmarks.cores import core, pinned

CONNECTIONS, ROOT = 16, Path(__file__).parents[1]
HOST = "127.0.0.1"
_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A process that is measured, and the port at which it listens."""

    pid: int
    port: int


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


@dataclass(frozen=True)
class Run:
    """`waits` and `cpu` in milliseconds: of each answer, and of the servers' processors for each turn.

    The answers are in the order of the requests.
    """

    rate: float
    waits: Sequence[float]
    cpu: float
    answers: Sequence[Answer]

    def share(self, percent: int) -> float:
        return statistics.quantiles(self.waits, n=100)[percent - 1]


def request(path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    """A whole POST of JSON as it goes over the line."""
    lines = [f"POST {path} HTTP/1.1", f"Host: {HOST}", "Content-Type: application/json"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body


async def run(
    servers: Sequence[Server], requests: Sequence[bytes], done: Callable[[], Awaitable[None]] | None = None
) -> Run:
    """Send all of them, each server's turn in turn; the time ends when `done` returns, if that is later."""
    waiting, answers, waits = iter(enumerate(requests)), dict[int, Answer](), list[float]()

    async def worker(server: Server) -> None:
        async with _connected(server) as line:
            for number, one in waiting:
                began = time.perf_counter()
                answers[number] = await _asked(line, one)
                waits.append((time.perf_counter() - began) * 1000)

    before, started = _cpu(servers), time.perf_counter()
    some = cycle(servers)
    await asyncio.gather(*(worker(next(some)) for _ in range(min(CONNECTIONS, len(requests)))))
    if done:
        await done()
    seconds = time.perf_counter() - started
    cpu = (_cpu(servers) - before) * 1000 / len(requests)
    return Run(len(requests) / seconds, waits, cpu, [answers[number] for number in range(len(requests))])


Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def _connected(server: Server) -> AsyncIterator[Line]:
    reader, writer = await asyncio.open_connection(HOST, server.port)
    yield reader, writer
    writer.close()


async def _asked(line: Line, one: bytes) -> Answer:
    """One answer; every contender says beforehand how long its own is."""
    reader, writer = line
    writer.write(one)
    head = await reader.readuntil(b"\r\n\r\n")
    first, *fields = head.lower().split(b"\r\n")
    length = next((int(field[15:]) for field in fields if field.startswith(b"content-length:")), 0)
    return Answer(int(first.split(b" ", 2)[1]), await reader.readexactly(length))


def _cpu(servers: Sequence[Server]) -> float:
    """Seconds that the processes have computed since they began, their threads and the system for them."""
    return sum(_used(server.pid) for server in servers)


def _used(pid: int) -> float:
    # The name, in brackets, may hold a space; what follows it is fixed (proc(5): 14 utime, 15 stime).
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _A_SECOND


@asynccontextmanager
async def started(
    number: int, port: int, *command: str, environment: Mapping[str, str] | None = None
) -> AsyncIterator[Server]:
    """A server on a core of its own, listening; it ends with the block."""
    process = await asyncio.create_subprocess_exec(
        *pinned(number, *command),
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        await _listens(process, port)
        yield Server(process.pid, port)
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def _listens(process: asyncio.subprocess.Process, port: int) -> None:
    for _ in range(3000):
        if process.returncode is not None:
            raise ChildProcessError(f"the server on port {port} has ended with {process.returncode}")
        try:
            _, writer = await asyncio.open_connection(HOST, port)
        except OSError:
            await asyncio.sleep(0.01)
        else:
            writer.close()
            return
    raise TimeoutError(port)


@contextmanager
def client_on(number: int) -> Iterator[None]:
    """Keep the client off the servers' core, where the system can be told so. Start the servers before."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core(number)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
