"""reportedly: who says what, on whose word, who denies it, and how many independent origins stand behind it."""

__version__ = "0.1.0"
