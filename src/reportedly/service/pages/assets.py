"""The style sheet that report and site make together, with an address that changes when it does."""

from fastapi import APIRouter, Request
from starlette.responses import Response

router = APIRouter()


@router.get("/favicon.ico")
def no_icon() -> Response:
    """Nothing, said quickly."""
    return Response(status_code=204)


def style(request: Request) -> Response:
    """The style sheet; public, as a login page needs it too."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(request.app.state.renderer.style, media_type="text/css", headers=headers)
