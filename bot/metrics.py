"""What the service counts, for `/metrics`: events, outcomes and ages, never people and never ids."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import REGISTRY, Collector

from bot.logs import DOOR
from storage.health import OutboxFigures

# Five milliseconds to ten seconds: a turn takes a few, and Teams gives up after ten to fifteen.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

TURNS = Counter("medvind_turns", "Turns taken, by what was done", ["kind"])
TURN_SECONDS = Histogram(
    "medvind_turn_seconds", "How long a turn took, by what was done", ["kind"], buckets=_SECONDS
)
MESSAGES = Counter("medvind_messages", "What was said first, by outcome", ["message", "outcome"])
LOOP_LAG = Histogram(
    "medvind_loop_lag_seconds",
    "How late the event loop came to what was due",
    buckets=_SECONDS[2:9],  # from where bot.heartbeat tells it
)
LOOP_LAG_MAX = Gauge("medvind_loop_lag_max_seconds", "The latest it has come since the service started")


class _Now(Collector):
    """What is read when somebody asks. None: the database is away, and nothing is known of its rows."""

    def __init__(self, figures: OutboxFigures | None) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        yield CounterMetricFamily(
            "medvind_log_keys_dropped", "Keys kept out of the log: a fault in the code", DOOR.dropped
        )
        up = int(self._figures is not None)
        yield GaugeMetricFamily("medvind_database_up", "1 when the database has answered this request", up)
        if self._figures is not None:
            yield from _outbox(self._figures)


def _outbox(figures: OutboxFigures) -> Iterator[Metric]:
    depth = GaugeMetricFamily(
        "medvind_outbox_messages", "Messages by class and state", labels=["delivery_class", "state"]
    )
    for (delivery_class, state), count in figures.depth.items():
        depth.add_metric([delivery_class, state], count)
    yield depth
    yield GaugeMetricFamily(
        "medvind_outbox_oldest_due_seconds", "Age of the oldest message that is due", figures.oldest_due
    )
    yield GaugeMetricFamily(
        "medvind_outbox_deadline_due_seconds",
        "Age of the oldest message due that must not be lost",
        figures.oldest_deadline,
    )
    yield GaugeMetricFamily(
        "medvind_outbox_held", "1 while any mail is held back, until it is released", int(figures.held)
    )


def exposition(figures: OutboxFigures | None) -> bytes:
    """The whole page, in Prometheus' text format: this process' counters, and the rows' figures."""
    now = CollectorRegistry(auto_describe=False)
    now.register(_Now(figures))
    return generate_latest(REGISTRY) + generate_latest(now)
