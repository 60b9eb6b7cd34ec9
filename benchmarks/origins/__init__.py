"""Small stories whose origins are known: how many independent origins stand behind each claim. ``docs/origins-benchmark.md``."""
