"""Readings to a story's account: duplicates, claims, origins, independence, relations, moves, timeline."""

from reportedly.story.compile import compile_readings

__all__ = ["compile_readings"]
