"""A corpus of one article, in the shape of the loader that the benchmark is given."""

import re
from dataclasses import dataclass, field

TEXT = "The minister said that two ships had left.\nAccording to officers, the cargo was grain.\nThe crew slept."
RELATIONS = [
    ("The minister", "said", "that two ships had left"),
    ("officers", "According to", "the cargo was grain"),
    ("", "slept", "The crew"),
]


@dataclass
class Relation:
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]

    def role(self, name: str) -> tuple[int, ...]:
        value: tuple[int, ...] = getattr(self, name)
        return value


@dataclass
class Doc:
    name: str
    text: str
    tokens: list[tuple[int, int]] = field(init=False)
    words: list[str] = field(init=False)
    is_word: list[bool] = field(init=False)
    relations: list[Relation] = field(init=False)

    def __post_init__(self) -> None:
        found = list(re.finditer(r"\w+|[^\w\s]", self.text))
        self.tokens, self.words = [m.span() for m in found], [m.group() for m in found]
        self.is_word = [w[0].isalnum() for w in self.words]
        self.relations = [Relation(*(self._at(part) for part in r)) for r in RELATIONS]

    def _at(self, part: str) -> tuple[int, ...]:
        start = self.text.index(part)
        return tuple(i for i, (s, e) in enumerate(self.tokens) if start <= s and e <= start + len(part))


def load(split: str) -> list[Doc]:
    return [Doc(f"{split}-1.txt", TEXT)]
