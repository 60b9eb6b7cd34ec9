"""YAML with the line of every key kept, so that an error can say where it stands. Nothing in a file is ever run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from reportedly.errors import PackError

Path = tuple[str | int, ...]
MOST_NODES = 100_000
"""Entries that a pack may hold once its aliases are written out; the largest pack of the package has under 5,000."""


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file as plain data, with its name and the line (from 1) of each path in it."""

    name: str
    data: object
    lines: dict[Path, int]

    def error(self, path: Path, message: str) -> PackError:
        """An error that names file, line and key."""
        known = next((path[:n] for n in range(len(path), -1, -1) if path[:n] in self.lines), ())
        key = ".".join(str(p) for p in path) or "the file"
        return PackError(f"{self.name}, line {self.lines.get(known, 1)}, {key}: {message}")


class _Plain(yaml.SafeLoader):
    """YAML 1.1 reads the words on, off, yes and no as truth values; a pack means the words ("on" is a preposition)."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_source(name: str, text: str) -> Source:
    """Parse YAML; raises :class:`~reportedly.errors.PackError` on what is not YAML or says a key twice."""
    try:
        node = yaml.compose(text, Loader=_Plain)
        if node is None:
            raise PackError(f"{name}, line 1, the file: is empty; a pack needs name, title and types")
        lines = dict(islice(_lines(name, node, ()), MOST_NODES))
        if len(lines) == MOST_NODES:
            raise PackError(f"{name}, line 1, the file: holds more than {MOST_NODES} entries, its aliases counted")
        data: object = SafeConstructor().construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = mark.line + 1 if mark else 1
        raise PackError(f"{name}, line {where}, the file: is not YAML: {error.problem or error}") from error
    except RecursionError:
        raise PackError(f"{name}, line 1, the file: is nested too deep, or an alias stands within itself") from None
    except yaml.YAMLError as error:
        raise PackError(f"{name}, line 1, the file: is not YAML: {error}") from error
    return Source(name, data, lines)


def _lines(name: str, node: Node, path: Path) -> Iterator[tuple[Path, int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            said = str(key.value) if isinstance(key, ScalarNode) else ""
            if said in seen and said != "<<":
                raise PackError(
                    f"{name}, line {key.start_mark.line + 1}, {'.'.join(map(str, (*path, said)))}: is said twice"
                )
            seen.add(said)
            for at, line in _lines(name, value, (*path, said)):
                yield at, key.start_mark.line + 1 if at == (*path, said) else line
    elif isinstance(node, SequenceNode):
        for number, value in enumerate(node.value):
            yield from _lines(name, value, (*path, number))
