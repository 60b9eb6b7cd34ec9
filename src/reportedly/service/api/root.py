"""Where the API stands, and how long it waits; its second version would stand beside it."""

PREFIX = "/api/v1"
COMPILE_SECONDS = 4.0  # how long a change waits to be seen in its story before the answer goes out
