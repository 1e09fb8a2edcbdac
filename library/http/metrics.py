"""Counts requests for Prometheus, over all processes of a site where PROMETHEUS_MULTIPROC_DIR names a folder for that.

That has to be set before this is imported: `library.server` does so.
"""

import os
from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS = (0.005, 0.025, 0.1, 0.25, 1, 5)
Gauge = tuple[str, str, float]
"""A name, what it tells, and the number now."""


class Metrics:
    """The counts of one site."""

    def __init__(self) -> None:
        """Start with none."""
        self._own = CollectorRegistry()
        self._requests = Counter(
            "library_requests", "Requests answered.", ("route", "method", "status"), registry=self._own
        )
        self._seconds = Histogram(
            "library_request_seconds", "Time to answer.", ("route",), registry=self._own, buckets=BUCKETS
        )

    def note(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def written(self, gauges: Iterable[Gauge]) -> bytes:
        """Write all counts, of every process, and the gauges of this moment."""
        counted = self._own
        if os.environ.get(FOLDER):
            counted = CollectorRegistry()
            MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
        now = CollectorRegistry()
        now.register(_Now(gauges))
        return generate_latest(counted) + generate_latest(now)


class _Now(Collector):
    def __init__(self, gauges: Iterable[Gauge]) -> None:
        self._gauges = tuple(gauges)

    def collect(self) -> Iterator[Metric]:
        for name, about, value in self._gauges:
            yield GaugeMetricFamily(name, about, value)
