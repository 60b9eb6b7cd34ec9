"""The web app over a ledger of 20,000 documents: how long pages take while eight people read and documents are added.

    python -m benchmarks.service --ledger large.db

makes the ledger where there is none (benchmarks/large_ledger.py), starts ``reportedly serve`` over it, and has eight clients ask
for story, claim and search pages, drawn anew each time, without a pause between one answer and the next question. Readers flock:
four of five questions are about the forty stories of most interest, the others about any. Meanwhile another process adds
documents, and compiles the story of each. It prints milliseconds for each kind of page, and what failed. ``--pause`` has each
client wait so many seconds after an answer, as somebody who reads does. ``--quick`` does it small.
"""

from __future__ import annotations

import argparse
import json
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

import psutil
from benchmarks.large_ledger import CLAIMS, WORDS, fill, reading, sizes, write_story
from starlette.testclient import TestClient

from reportedly.ledger import Ledger, open_ledger
from reportedly.model import content_id
from reportedly.service import Access, create_app

LIMIT_MS = 200.0
POPULAR, SHARE = 40, 0.8
LOCAL = "http://localhost"
ASK = build_opener(ProxyHandler({})).open


@dataclass(slots=True)
class Asked:
    """What was asked and how long it took, by kind of page; what failed, as it was said; and the server's own seconds."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: list[str] = field(default_factory=list)
    cpu: float = 0.0


def story_of(made: random.Random, stories: int) -> int:
    """A story that somebody wants to look at."""
    return made.randrange(min(POPULAR, stories)) if made.random() < SHARE else made.randrange(stories)


def questions(made: random.Random, stories: int) -> Iterator[tuple[str, str]]:
    """Without an end: a kind of page, and its address."""
    kinds: Mapping[str, Callable[[], str]] = {
        "story": lambda: f"/stories/{content_id('sty', 'large', story_of(made, stories))}",
        "claim": lambda: f"/claims/{content_id('clm', 'large', story_of(made, stories), made.randrange(CLAIMS))}",
        "search": lambda: f"/search?q={'+'.join(made.sample(WORDS, 2))}&kind={made.choice(('text', 'statement'))}",
    }
    while True:
        kind = made.choice(tuple(kinds))
        yield kind, kinds[kind]()


def read_pages(address: str, number: int, stories: int, until: float, pause: float, asked: Asked) -> None:
    """One client: question after question until the time is over, over one connection, as a browser's."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=30)) as line:
        for kind, path in questions(random.Random(number), stories):
            began = time.perf_counter()
            if began > until:
                return
            if why := _asked(line, path):
                asked.failed.append(f"{path}: {why}")
            asked.seconds[kind].append(time.perf_counter() - began)
            time.sleep(pause)


def _asked(line: HTTPConnection, path: str) -> str:
    """Ask for a page; why it failed, or nothing."""
    try:
        line.request("GET", path)
        with line.getresponse() as answer:
            answer.read()
            return "" if answer.status == 200 else f"{answer.status} {answer.reason}"
    except (OSError, HTTPException) as error:
        line.close()
        return f"{type(error).__name__}: {error}"


# ---- the server, and who adds ----------------------------------------------------------------------------------------


@contextmanager
def served(path: Path) -> Iterator[tuple[str, psutil.Process]]:
    """``reportedly serve`` over the ledger: its address, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from reportedly.cli import main; main()"]
    command += ["serve", "--ledger", str(path), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        yield address, psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            ASK(address + "/login", timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server has ended before it began")


def add_documents(path: Path, documents: int, seconds: float, each: float) -> int:
    """Add a document to one of the stories of most interest every so many seconds, and compile the story; how many were added."""
    made, held, until = random.Random(0), list(sizes(documents)), time.perf_counter() + seconds
    added = 0
    with open_ledger(str(path)) as ledger:
        while time.perf_counter() < until:
            began = time.perf_counter()
            _add(ledger, story_of(made, len(held)))
            added += 1
            time.sleep(max(0.0, each - (time.perf_counter() - began)))
    return added


_invented = cache(reading)  # what is measured is adding, not inventing


def _add(ledger: Ledger, story: int) -> None:
    known = len(ledger.members(f"matter {story}"))
    readings = [_invented(story, n) for n in range(known + 1)]
    ledger.change(lambda c: write_story(c, story, readings, known))


# ---- alone -----------------------------------------------------------------------------------------------------------


def alone(path: Path, documents: int, asked_for: int) -> dict[str, dict[str, float]]:
    """What a page costs the processor, whatever else the machine does: so many questions, one after another, in this process."""
    took: dict[str, list[float]] = defaultdict(list)
    stories = sum(1 for _ in sizes(documents))
    with open_ledger(str(path)) as ledger, TestClient(create_app(ledger, access=Access()), base_url=LOCAL) as client:
        for number, (kind, page) in enumerate(questions(random.Random(8), stories)):
            if number == 2 * asked_for:
                return {kind: _figures(held) for kind, held in sorted(took.items())}
            began = time.process_time()
            client.get(page).raise_for_status()
            if number >= asked_for:  # the first half is to have pages kept, as they are after some minutes of use
                took[kind].append(time.process_time() - began)
    return {}


# ---- all together ----------------------------------------------------------------------------------------------------


def measure(
    path: Path, documents: int, *, clients: int, seconds: float, pause: float, each: float
) -> tuple[Asked, int]:
    """Ask and add at the same time; what was asked, and how many documents were added."""
    stories, asked = sum(1 for _ in sizes(documents)), Asked()
    adder = [sys.executable, "-m", "benchmarks.service", "--add", str(each), "--ledger", str(path)]
    adder += ["--documents", str(documents), "--seconds", str(seconds)]
    with served(path) as (address, server):
        warm = time.perf_counter() + min(5.0, seconds / 4)
        _all(address, stories, warm, 0.0, Asked(), clients)
        before = _cpu(server)
        with subprocess.Popen(adder, stdout=subprocess.PIPE) as adding:
            _all(address, stories, time.perf_counter() + seconds, pause, asked, clients)
            asked.cpu = _cpu(server) - before
            told, _ = adding.communicate()
    return asked, int(json.loads(told)["added"])


def _cpu(process: psutil.Process) -> float:
    """Seconds of the processor that the server has had, with the processes that make its pages."""
    every = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    return float(sum(times.user + times.system for times in every))


def _all(address: str, stories: int, until: float, pause: float, asked: Asked, clients: int) -> None:
    threads = [
        threading.Thread(target=read_pages, args=(address, n, stories, until, pause, asked)) for n in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def told(asked: Asked) -> dict[str, dict[str, float]]:
    """For each kind of page: how many, and milliseconds at the middle, the 95th and the 99th percentile."""
    return {kind: _figures(took) for kind, took in sorted(asked.seconds.items())}


def _figures(took: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles(took, n=100, method="inclusive") if len(took) > 1 else [*took] * 99
    return {"pages": len(took)} | {f"p{p}": round(1000 * cuts[p - 1], 1) for p in (50, 95, 99)}


def main(argv: list[str] | None = None) -> int:
    """Make, serve, ask, print; 1 where a page failed or the 95th percentile of a kind is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=0.0)
    parser.add_argument("--each", type=float, default=1.0, help="a document is added every so many seconds")
    parser.add_argument("--quick", action="store_true", help="200 documents, 2 clients, 2 seconds")
    parser.add_argument("--alone", type=int, metavar="N", help="only the milliseconds of the processor of N pages")
    parser.add_argument("--add", type=float, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.quick:
        args.documents, args.clients, args.seconds = 200, 2, 2.0
    if args.alone:
        for kind, held in alone(args.ledger, args.documents, args.alone).items():
            print(f"{kind:8}" + "".join(f"  {name} {value:g}" for name, value in held.items()))
        return 0
    if args.add is not None:
        print(json.dumps({"added": add_documents(args.ledger, args.documents, args.seconds, args.add)}))
        return 0
    with TemporaryDirectory() as folder:
        path = args.ledger or Path(folder) / "ledger.db"
        if not path.exists():
            print(f"{args.documents} documents in {fill(path, args.documents)} stories", flush=True)
        asked, added = measure(
            path, args.documents, clients=args.clients, seconds=args.seconds, pause=args.pause, each=args.each
        )
    return show(asked, added, args.seconds)


def show(asked: Asked, added: int, seconds: float) -> int:
    """Print the figures; the exit code."""
    figures = told(asked)
    for kind, held in figures.items():
        print(f"{kind:8}" + "".join(f"  {name} {value:g}" for name, value in held.items()))
    pages = sum(held["pages"] for held in figures.values())
    own = 1000 * asked.cpu / max(pages, 1)
    print(f"{pages / seconds:.0f} pages a second, {own:.1f} ms of the processor each in the server", end="; ")
    print(f"{added} documents added meanwhile; {len(asked.failed)} failed")
    for line in asked.failed[:5]:
        print(line)
    return int(bool(asked.failed) or any(held["p95"] > LIMIT_MS for held in figures.values()))


if __name__ == "__main__":
    sys.exit(main())
