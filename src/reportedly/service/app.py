"""The app: the pages and the API over one ledger, behind one gate."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from fastapi import Depends, FastAPI
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from reportedly.ledger import Ledger
from reportedly.service import api
from reportedly.service.access import Access
from reportedly.service.desk import Desk
from reportedly.service.errors import show_errors
from reportedly.service.gate import admit
from reportedly.service.kept import Kept
from reportedly.service.limits import USUAL, Limiter, Rates
from reportedly.service.making import Make, Maker
from reportedly.service.pages import PAGES, assets
from reportedly.service.renderer import Renderer
from reportedly.service.shield import Shield

STATIC = Path(__file__).parent / "static"


def create_app(
    ledger: Ledger,
    *,
    access: Access,
    desk: Desk | None = None,
    make: Make | None = None,
    rates: Rates = USUAL,
    clock: Callable[[], float] = time.time,
) -> FastAPI:
    """The app over an open ledger. ``desk`` reads what is added and compiles what is judged; without one nothing is added.

    ``make`` makes the pages that are kept; without one that is done here. Routes find what they need on
    ``request.app.state``: ``ledger``, ``access``, ``desk``, ``make``, ``renderer``, ``clock``. The API stands behind the
    same gate as the pages.
    """
    app = FastAPI(
        title="reportedly",
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{api.PREFIX}/openapi.json",
        dependencies=[Depends(admit)],
    )
    app.state.ledger, app.state.access, app.state.clock = ledger, access, clock
    app.state.desk = desk or Desk(ledger, stages=None)
    app.state.limiter = Limiter(rates, time.monotonic)
    app.state.renderer, app.state.kept = Renderer(), Kept()
    app.state.make = make or Maker(ledger, app.state.renderer).make
    for router in PAGES:
        app.include_router(router, include_in_schema=False)
    app.include_router(api.router)
    api.describe(app)
    app.router.routes.append(Route("/style.css", assets.style))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(Shield, access=access)
    show_errors(app)
    return app
