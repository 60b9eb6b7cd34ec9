"""What went wrong, as a page for people and as JSON for programs; never a traceback."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as AnyHTTPException
from starlette.responses import RedirectResponse, Response

from reportedly.errors import InputError, LedgerError, NotInLedger
from reportedly.service.gate import API, LOGIN, LoginNeeded
from reportedly.service.problems import problem
from reportedly.service.rendering import here, page

_TITLES = {
    400: "That cannot be done",
    401: "Who are you?",
    403: "Not allowed",
    404: "Not found",
    405: "Not here",
    413: "Too large",
    415: "That cannot be read",
    422: "That cannot be read",
    429: "Slowly, please",
    500: "Something went wrong",
    503: "Not now",
}


def show_errors(app: FastAPI) -> None:
    """Let the app say what went wrong."""

    @app.exception_handler(LoginNeeded)
    async def _login(request: Request, error: LoginNeeded) -> Response:
        there = here(request) if request.method == "GET" else "/"
        return RedirectResponse(f"{LOGIN}?{urlencode({'next': there})}", 303)

    @app.exception_handler(NotInLedger)
    async def _not_in_ledger(request: Request, error: NotInLedger) -> Response:
        return told(request, 404, str(error))

    @app.exception_handler(InputError)
    async def _input(request: Request, error: InputError) -> Response:
        return told(request, 400, str(error))

    @app.exception_handler(LedgerError)
    async def _ledger(request: Request, error: LedgerError) -> Response:
        return told(request, 503, str(error))

    @app.exception_handler(RequestValidationError)
    async def _unreadable(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or "the request"
        return told(request, 422, f"{where}: {first['msg']}")

    @app.exception_handler(500)
    async def _fault(request: Request, error: Exception) -> Response:
        return told(request, 500, "A fault of reportedly itself; the server's log tells more")

    @app.exception_handler(AnyHTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        answer = told(request, error.status_code, str(error.detail))
        answer.headers.update(error.headers or {})
        return answer


def told(request: Request, status: int, message: str) -> Response:
    """The message, in the form that suits who asked."""
    if request.url.path.startswith(API):
        return problem(status, message)
    return page(request, "error.html", status, title=_TITLES.get(status, "Something went wrong"), message=message)
