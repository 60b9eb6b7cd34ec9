"""A server on loopback over the ledger of three articles, and a client of it."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from reportedly.client import Client
from reportedly.ledger import Ledger
from reportedly.service import Access, create_app
from reportedly.service.desk import Desk
from tests.service.conftest import STAGES, filled, ledger

__all__ = ["filled", "ledger"]


@pytest.fixture
def server(ledger: Ledger) -> Iterator[str]:
    """The address of a server that runs while the test does."""
    desk = Desk(ledger, lambda: STAGES)
    app = create_app(ledger, access=Access(local="Ana"), desk=desk)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        running = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        while not running.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        running.should_exit = True
        thread.join()
    desk.close()


@pytest.fixture
def client(server: str) -> Iterator[Client]:
    with Client(server, page=2) as opened:
        yield opened
