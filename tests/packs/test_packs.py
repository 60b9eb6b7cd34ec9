"""Packs: what loads, what the taxonomy answers, and where an error is said to stand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import PackError
from reportedly.packs import Pack, available, load_packs, loadable, read_pack, words_of

SMALL = """\
name: kites
title: Kites
words:
  fests: [fair]
items:
  kite:
    also: [box kite]
  stunt kite:
    under: kite
    makes: [Swift-3]
types:
  flight:
    title: A kite is flown
    plover: ASSAULT
    actions:
      crash: {plover: COERCE}
    roles:
      flyer: {takes: party, party: true}
      item: {takes: item, of: [kite]}
      action: {takes: value}
    triggers:
      - verbs: [fly]
        roles: {subject: flyer, object: item, on: item}
        needs: [item, [flyer, item]]
        where: {object: fests}
"""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_packs(["arms-and-sanctions"])[0]


def test_every_bundled_pack_loads() -> None:
    assert "arms-and-sanctions" in available()
    assert [p.name for p in load_packs(available())] == list(available())


def test_a_pack_from_a_path(tmp_path: Path) -> None:
    path = tmp_path / "kites.yaml"
    path.write_text(SMALL, encoding="utf-8")
    (kites,) = load_packs([str(path)])
    trigger = kites.types[0].triggers[0]
    assert trigger.roles_of("on") == ("item",)  # "on" is a preposition here, not YAML 1.1's word for true
    assert trigger.needs == (("item",), ("flyer", "item"))
    assert kites.types[0].code("crash").plover == "COERCE"
    assert kites.types[0].code("soar").plover == "ASSAULT"


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("missiles", "missile"),
        ("Short-Range Ballistic Missiles", "short-range ballistic missile"),
        ("surface-to-surface ballistic missiles", "short-range ballistic missile"),
        ("unmanned aerial vehicles", "drone"),
        ("loitering munitions", "attack drone"),
        ("Shahed-131/136", "attack drone"),
        ("Shahed drones", "attack drone"),
        ("Sukhoi Su-35 aircraft", "fighter jet"),
        ("artillery shells", "artillery ammunition"),
        ("air defence systems", "air defence system"),
        ("air defense systems", "air defence system"),
        ("arms", "weapons"),
        ("drone components", "components"),
        ("missile programme", None),
        ("Shahed factory", None),
        ("ministers", None),
        ("", None),
    ],
)
def test_item_kind(pack: Pack, phrase: str, kind: str | None) -> None:
    assert pack.item_kind(phrase) == kind


def test_item_path(pack: Pack) -> None:
    path = pack.item_path("short-range ballistic missile")
    assert path[:3] == ("short-range ballistic missile", "ballistic missile", "missile")
    assert pack.item_path("teapot") == ()


def test_every_kind_is_found_by_its_own_name(pack: Pack) -> None:
    assert all(pack.item_kind(i.name) == i.name for i in pack.items)


@given(st.text(max_size=40))
def test_item_kind_never_fails(pack: Pack, phrase: str) -> None:
    kind = pack.item_kind(phrase)
    assert kind is None or pack.item_path(kind)[0] == kind


@given(st.lists(st.sampled_from(["batteries", "glass", "arms", "bus", "gas", "Missiles"])))
def test_words_of_is_stable(words: list[str]) -> None:
    once = words_of(" ".join(words))
    assert len(once) == len(words)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: Kites\n", "", "line 1, the file"),
        ("takes: party", "takes: parties", "line 18, types.flight.roles.flyer.takes"),
        ("under: kite", "under: bird", "line 9, items.stunt kite.under: no item is called 'bird'"),
        ("    also: [box kite]", "    under: stunt kite", "stands under itself"),
        ("subject: flyer", "subject: pilot", "line 23, types.flight.triggers.0.roles: flight has no role 'pilot'"),
        ("of: [kite]", "of: [drone]", "line 19, types.flight.roles.item.of: no item is called 'drone'"),
        ("object: fests", "object: fairs", "line 25, types.flight.triggers.0.where.object"),
        ("title: Kites\n", "title: Kites\ntitle: Kites\n", "line 3, title: is said twice"),
        ("[fly]", "[fly", "is not YAML"),
        ("verbs: [fly]", "adverbs: [fly]", "line 22, types.flight.triggers.0"),
    ],
)
def test_an_error_says_where(old: str, new: str, said: str) -> None:
    with pytest.raises(PackError) as error:
        read_pack("kites.yaml", SMALL.replace(old, new, 1))
    assert str(error.value).startswith("kites.yaml, line ")
    assert said in str(error.value)


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n- b\n", "a: !!python/object:os.system {}\n", "\x00"])
def test_what_is_no_pack_is_refused(text: str) -> None:
    with pytest.raises(PackError, match="line 1"):
        read_pack("broken.yaml", text)


def test_names_that_are_not_there() -> None:
    with pytest.raises(PackError, match="arms-and-sanctions"):
        load_packs(["no-such-pack"])
    with pytest.raises(PackError, match="cannot be read"):
        load_packs(["no/such/file.yaml"])


def test_no_pack_can_run_code(tmp_path: Path) -> None:
    sign = tmp_path / "ran"
    for tag in ("!!python/object/apply:os.system", "!!python/object/new:os.system", "!!python/name:os.system"):
        text = SMALL.replace("title: Kites\n", f"title: {tag} ['touch {sign}']\n", 1)
        with pytest.raises(PackError, match="line 2"):
            read_pack("kites.yaml", text)
    assert not sign.exists()


def test_a_pack_that_stands_within_itself_or_grows_without_end_is_refused() -> None:
    with pytest.raises(PackError, match="within itself"):
        read_pack("ring.yaml", "name: &a [*a]\n")
    rows = "".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    with pytest.raises(PackError, match="aliases counted"):
        read_pack("laughs.yaml", f"words:\n  a0: &a0 [x, x, x]\n{rows}")


def test_a_bad_pack_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "kites.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(SMALL.replace("takes: party", "takes: parties"), encoding="utf-8")
    good, wrong = loadable([str(tmp_path / "bad.yaml"), "incidents", "nosuch", str(tmp_path / "kites.yaml")])
    assert good == ("incidents", str(tmp_path / "kites.yaml"))
    assert f"{tmp_path}/bad.yaml, line 18, types.flight.roles.flyer.takes" in wrong[0]
    assert "nosuch" in wrong[1]
