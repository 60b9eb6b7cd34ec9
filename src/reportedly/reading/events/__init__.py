"""What is said to have happened: typed events with roles, quantities, time, holder and factuality."""

from reportedly.reading.events.find import find_events

__all__ = ["find_events"]
