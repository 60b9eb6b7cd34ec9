"""Feeds followed over time: pages asked for again and again at a pace, kept as they came, read, and compared."""

from reportedly.watch.clock import Clock, SystemClock
from reportedly.watch.rhythm import Rhythm
from reportedly.watch.watcher import Happening, Report, Watcher

__all__ = ["Clock", "Happening", "Report", "Rhythm", "SystemClock", "Watcher"]
