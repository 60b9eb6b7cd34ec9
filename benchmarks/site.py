"""The web app over a ledger, served for a browser: shared by the browser tests, the screenshots and the benchmark."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib.resources import files

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from reportedly.intake import Sourced, read_pages
from reportedly.intake.pipeline_stages import pipeline_stages
from reportedly.intake.stages import Stages
from reportedly.ledger import Ledger
from reportedly.model import RawPage
from reportedly.pipeline import DEFAULT_PACKS
from reportedly.service import Access, create_app
from reportedly.service.desk import Desk

CHROMIUM = shutil.which("chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
STORY = "Iranian missiles for Russia"


def sample_pages() -> Iterator[Sourced]:
    """The pages of the sample story."""
    for page in sorted(files("reportedly.samples").iterdir(), key=lambda f: f.name):
        if page.name.endswith(".html"):
            content = page.read_bytes()
            yield Sourced(page.name, RawPage(page.name, content, "html"), len(content))


def sample_stages() -> Stages:
    """The stages as ``reportedly read`` has them."""
    return pipeline_stages(DEFAULT_PACKS, today=date.today())


def read_sample(ledger: Ledger) -> None:
    """Read the sample story into a ledger."""
    read_pages(sample_pages(), ledger, stages=sample_stages(), story=STORY)


@contextmanager
def serving(ledger: Ledger, stages: Callable[[], Stages] | None = None, name: str = "Ana Brandt") -> Iterator[str]:
    """The app over a ledger on a free port of this machine; its address without a slash at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        free.listen()
        port = free.getsockname()[1]
        desk = Desk(ledger, stages)
        app = create_app(ledger, access=Access(local=name), desk=desk)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [free]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()
            desk.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, without a window."""
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()
