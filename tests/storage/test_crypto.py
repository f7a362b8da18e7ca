"""The seal: any text comes back from its own place, and from nowhere else; a key is never to be seen."""

from __future__ import annotations

import base64
import json
import logging
import traceback

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from storage.crypto import BadKey, Keyring, Unreadable, fingerprint, new_key

KEY, OTHER = bytes(range(32)), bytes(range(100, 132))
ONE = Keyring({1: KEY})
PLACE = ("tenant", "story", "body", "4711")
BASE64 = base64.b64encode(KEY).decode()
URL_SAFE = base64.urlsafe_b64encode(b"\xff" * 31 + b"\xf0").decode()

# Every string that JSON can bring, halves of surrogate pairs among them.
anything = st.text(st.characters(exclude_categories=()))
names = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
places = st.lists(names, min_size=4, max_size=5).map(tuple)
steps = st.sampled_from((1, 16, 64, 256, 1024))
plenty = settings(max_examples=300, deadline=None)


def opens(keys: Keyring, place: tuple[str, ...], sealed: bytes) -> bool:
    try:
        keys.open(place, sealed)
    except Unreadable:
        return False
    return True


@plenty
@given(anything, places, steps)
@example("", PLACE, 64)
@example("\0", PLACE, 64)
@example("Blåbær\ud83d", PLACE, 64)
@example("x" * 70_000, PLACE, 256)
def test_any_text_comes_back(text: str, place: tuple[str, ...], step: int) -> None:
    assert ONE.open(place, ONE.seal(place, text, step)) == text


@plenty
@given(anything, steps)
def test_the_length_tells_only_the_step(text: str, step: int) -> None:
    """Version, nonce and tag are 30 bytes; the text with its length fills whole steps, and no more than it needs."""
    padded = len(ONE.seal(PLACE, text, step)) - 30
    needed = 4 + len(text.encode(errors="surrogatepass"))
    assert padded % step == 0
    assert needed <= padded < needed + step


def test_every_ordinary_name_is_as_long_as_any_other() -> None:
    lengths = {len(ONE.seal(PLACE, "å" * length, 64)) for length in range(31)}
    assert len(lengths) == 1
    assert len(ONE.seal(PLACE, "å" * 31, 64)) not in lengths


def test_the_same_text_is_never_sealed_the_same_way_twice() -> None:
    """Nor with the same nonce: in this mode of AES one that is used again gives the key away."""
    sealed = [ONE.seal(PLACE, "Anne Holm", 64) for _ in range(2000)]
    assert len({value[2:14] for value in sealed}) == 2000
    assert len({value[14:] for value in sealed}) == 2000


@pytest.mark.parametrize("text", ["", "Anne Holm", "x" * 300])
def test_every_byte_counts(text: str) -> None:
    """Each byte changed, each shorter value, a longer one: refused, and never a text."""
    sealed = ONE.seal(PLACE, text, 64)
    flipped = [
        sealed[:at] + bytes([byte ^ flip]) + sealed[at + 1 :]
        for at, byte in enumerate(sealed)
        for flip in (1, 0x80, 0xFF)
    ]
    cut = [sealed[:length] for length in range(len(sealed))] + [sealed[start:] for start in (1, 2, 14)]
    longer = [sealed + b"\0", b"\0" + sealed, sealed + sealed]
    assert [value for value in (*flipped, *cut, *longer) if opens(ONE, PLACE, value)] == []
    assert opens(ONE, PLACE, sealed)


@plenty
@given(places, places, st.text(max_size=40))
@example(("a", "b", "c", "d"), ("a", "b", "c", "d", ""), "x")
@example(("a", "b,c", "d", "e"), ("a", "b", "c", "d,e"), "x")
@example(("a", "b\0c", "d", "e"), ("a", "b", "c", "d\0e"), "x")
@example(("a", "bc", "d", "e"), ("a", "b", "cd", "e"), "x")
@example(("tenant", "story", "body", "1"), ("tenant", "story", "title", "1"), "x")
@example(("tenant", "story", "body", "1"), ("tenant", "story", "body", "2"), "x")
@example(("tenant", "story", "body", "1"), ("tenant", "contact", "body", "1"), "x")
@example(("tenant", "story", "body", "1"), ("other", "story", "body", "1"), "x")
def test_a_value_opens_in_its_own_place_only(
    here: tuple[str, ...], there: tuple[str, ...], text: str
) -> None:
    """Another tenant, table, column or row; also where the parts of a place, run together, read the same."""
    assert opens(ONE, there, ONE.seal(here, text, 64)) == (here == there)


@plenty
@given(st.binary(max_size=80))
@example(b"\x00\x01" + bytes(12) + bytes(16))
def test_what_was_never_sealed_is_no_text(found: bytes) -> None:
    assert not opens(ONE, PLACE, found)


def test_a_version_that_the_ring_lacks() -> None:
    assert not opens(ONE, PLACE, Keyring({2: KEY}).seal(PLACE, "Anne", 64))


def test_another_key_of_the_same_version() -> None:
    assert not opens(Keyring({1: OTHER}), PLACE, ONE.seal(PLACE, "Anne", 64))


def test_the_version_is_part_of_what_is_sealed() -> None:
    """Relabelled, a value is not opened, not even were the key the same."""
    sealed = ONE.seal(PLACE, "Anne", 64)
    relabelled = (2).to_bytes(2, "big") + sealed[2:]
    assert not opens(Keyring({2: KEY}), PLACE, relabelled)


def test_old_keys_open_and_only_the_first_seals() -> None:
    both = Keyring({2: OTHER, 1: KEY})
    assert both.open(PLACE, ONE.seal(PLACE, "Anne", 64)) == "Anne"
    sealed = both.seal(PLACE, "Anne", 64)
    assert sealed.startswith(both.prefix)
    assert both.prefix == b"\0\2"
    assert not opens(ONE, PLACE, sealed)
    assert Keyring({2: OTHER}).open(PLACE, sealed) == "Anne"


def test_a_mark_is_of_its_tenant_key_and_text() -> None:
    marks = [
        keys.mark(tenant, text)
        for keys in (ONE, Keyring({1: OTHER}))
        for tenant in ("tenant", "other")
        for text in ("anne", "bente", "")
    ]
    assert len(set(marks)) == len(marks)
    assert all(len(mark) == 32 for mark in marks)
    assert ONE.mark("tenant", "anne") == Keyring({1: KEY}).mark("tenant", "anne")


def test_a_mark_is_found_while_the_keys_are_being_changed() -> None:
    both = Keyring({2: OTHER, 1: KEY})
    assert ONE.mark("tenant", "anne") in both.marks("tenant", "anne")
    assert both.mark("tenant", "anne") == Keyring({2: OTHER}).mark("tenant", "anne")


def test_a_mark_does_not_help_to_open_a_field() -> None:
    """They have keys of their own, so neither is the other's oracle."""
    assert ONE._key(1, "tenant", b"medvind mark") != ONE._key(1, "tenant", b"medvind field")
    assert ONE._key(1, "tenant", b"medvind field") != ONE._key(1, "other", b"medvind field")


@plenty
@given(st.lists(anything, max_size=4), st.lists(anything, max_size=4))
@example(["a", "b"], ["ab"])
@example(["a", "b"], ["a,b"])
@example(["a", ""], ["a"])
def test_a_fingerprint_tells_its_parts_apart(one: list[str], other: list[str]) -> None:
    assert (fingerprint(*one) == fingerprint(*other)) == (one == other)


@pytest.mark.parametrize(
    ("written", "current", "versions"),
    [
        (BASE64, 1, {1}),
        (BASE64.rstrip("="), 1, {1}),
        (URL_SAFE, 1, {1}),
        (f" {BASE64}\n", 1, {1}),
        (f"7:{BASE64}", 7, {7}),
        (f"2:{URL_SAFE} , 1:{BASE64}", 2, {1, 2}),
        (f"1:{URL_SAFE},\n9999:{BASE64}", 1, {1, 9999}),
        (f"0:{BASE64}", 0, {0}),
    ],
)
def test_keys_as_they_may_be_written(written: str, current: int, versions: set[int]) -> None:
    keys = Keyring.parse(written)
    assert (keys.current, set(keys._keys)) == (current, versions)
    assert keys.open(PLACE, keys.seal(PLACE, "Anne", 64)) == "Anne"


def test_both_alphabets_of_base64_mean_the_same_key() -> None:
    plain = URL_SAFE.replace("-", "+").replace("_", "/")
    assert plain != URL_SAFE
    sealed = Keyring.parse(plain).seal(PLACE, "Anne", 64)
    assert Keyring.parse(URL_SAFE).open(PLACE, sealed) == "Anne"


BAD = {
    "nothing": "",
    "a space": " ",
    "a comma": ",",
    "a comma too many": f"{BASE64},",
    "one byte short": base64.b64encode(KEY[:31]).decode(),
    "one byte long": base64.b64encode(KEY + b"x").decode(),
    "hex": KEY.hex(),
    "a word": "correct horse battery staple",
    "a space inside": f"{BASE64[:20]} {BASE64[20:]}",
    "a line end inside": f"{BASE64[:20]}\n{BASE64[20:]}",
    "quotation marks": f'"{BASE64}"',
    "two equal signs": f"{BASE64}=",
    "an equal sign inside": f"{BASE64[:20]}={BASE64[21:]}",
    "no version": f":{BASE64}",
    "a negative version": f"-1:{BASE64}",
    "a version that is no number": f"v1:{BASE64}",
    "a version in other digits": f"٢:{BASE64}",
    "a version too long": f"10000:{BASE64}",
    "a version and no key": "1:",
    "a version twice": f"1:{BASE64},1:{URL_SAFE}",
    "two keys without versions": f"{BASE64},{URL_SAFE}",
    "a version twice, once with a nought": f"01:{BASE64},1:{URL_SAFE}",
    "the old key as the new one": f"2:{BASE64},1:{BASE64}",
    "semicolons": f"2:{BASE64};1:{URL_SAFE}",
}


@pytest.mark.parametrize("written", BAD.values(), ids=BAD.keys())
def test_what_is_no_key_is_refused_without_being_quoted(written: str) -> None:
    with pytest.raises(BadKey) as refused:
        Keyring.parse(written)
    assert (str(refused.value), refused.value.args) == ("", ())
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("keys", [{}, {1: KEY[:31]}, {1: KEY, 2: KEY}, {-1: KEY}, {70_000: KEY}])
def test_a_ring_that_cannot_be(keys: dict[int, bytes]) -> None:
    with pytest.raises(BadKey):
        Keyring(keys)


def test_a_new_key_is_one_that_can_be_used() -> None:
    written = {new_key() for _ in range(50)}
    assert len(written) == 50
    for key in written:
        Keyring.parse(key)


def _forms(key: bytes) -> set[str]:
    """How a key could stand in a text."""
    return {
        key.hex(),
        repr(key),
        repr(list(key)),
        base64.b64encode(key).decode().rstrip("="),
        key.decode("latin1"),
    }


def test_no_key_is_ever_shown(caplog: pytest.LogCaptureFixture) -> None:
    """Not by repr, not by str or in an f-string, not in JSON or a log, not by an error and its trail."""
    keys = Keyring.parse(f"1:{BASE64}")
    sealed = keys.seal(PLACE, "Rødkælken", 64)  # so that the derived keys are there as well
    said = [repr(keys), str(keys), f"{keys}", repr([keys]), json.dumps(keys, default=repr)]
    with pytest.raises(Unreadable) as elsewhere:
        keys.open(("x", *PLACE[1:]), sealed)
    said.append(repr(elsewhere.value))
    logging.getLogger("medvind").warning("%s %r", keys, keys)
    for broken in (sealed[:-1], b"", b"\0\1short"):
        try:
            keys.open(PLACE, broken)
        except Unreadable as error:
            said.append("".join(traceback.format_exception(error)))
    heap = "\n".join([*said, caplog.text])
    secrets = _forms(KEY).union(*map(_forms, keys._derived.values()))
    assert [secret for secret in secrets if secret in heap] == []
    assert "Rødkælken" not in heap
    assert "<Keyring: 1 seals>" in heap
