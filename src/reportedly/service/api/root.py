"""Where the API stands; its second version would stand beside it."""

PREFIX = "/api/v1"
