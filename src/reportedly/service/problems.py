"""What went wrong, for programs: problem details (RFC 9457)."""

from __future__ import annotations

import json
from http import HTTPStatus

from starlette.responses import Response

MEDIA = "application/problem+json"


def problem(status: int, message: str) -> Response:
    """The message as problem details, of the general type: the status says what kind it is."""
    plain = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": message}
    body = json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, media_type=MEDIA)
