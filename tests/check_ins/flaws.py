"""Check-ins as they might have been built, and as nobody is to build them: each tells who said what."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.check_in import CheckInAnswer
from domain.tally import Tally
from tests.check_ins.adversaries import COUNTER, NONCE, Evidence
from tests.check_ins.linkage import Secret

Flaw = Callable[[Evidence, Secret], Evidence]
_TAG = bytes(16)


def _tallies(secret: Secret) -> Sequence[Tally]:
    found = [Tally()]
    for person in secret.order:
        found.append(found[-1].with_one(secret.answers[person]))
    return found


def _counters(tally: Tally) -> bytes:
    return b"".join(number.to_bytes(COUNTER) for number in tally.numbers())


def in_the_clear(seen: Evidence, secret: Secret) -> Evidence:
    versions = [os.urandom(NONCE) + _counters(tally) + _TAG for tally in _tallies(secret)]
    return replace(seen, versions=versions)


def with_one_nonce(seen: Evidence, secret: Secret) -> Evidence:
    """Sealed well, but each time with the same: what changes is then as good as in the clear."""
    nonce, seal = os.urandom(NONCE), AESGCM(os.urandom(32))
    versions = [nonce + seal.encrypt(nonce, _counters(tally), None) for tally in _tallies(secret)]
    return replace(seen, versions=versions)


def as_long_as_it_says(seen: Evidence, secret: Secret) -> Evidence:
    """Sealed as a text: one that has grown by "clearly" is longer than one that has grown by "no"."""
    lengths = [64]
    for person in secret.order:
        lengths.append(lengths[-1] + len(secret.answers[person].value))
    return replace(seen, versions=[os.urandom(length) for length in lengths])


def with_a_token_of_the_answer(seen: Evidence, secret: Secret) -> Evidence:
    """Who may answer again can be told so by a token that has the answer in it."""
    tokens = [
        replace(token, value=f"{list(CheckInAnswer).index(secret.answers[person]):02x}{token.value[2:]}")
        for token, person in zip(seen.tokens, secret.order, strict=True)
    ]
    return replace(seen, tokens=tokens)


def with_a_copy_of_a_yes(seen: Evidence, secret: Secret) -> Evidence:
    """Whatever is written once more for one answer than for another."""
    tokens = [
        replace(token, found=(*token.found[:2], 3 if secret.answers[person] is CheckInAnswer.CLEARLY else 2))
        for token, person in zip(seen.tokens, secret.order, strict=True)
    ]
    return replace(seen, tokens=tokens)


FLAWS: dict[str, Flaw] = {
    "by_counter": in_the_clear,
    "by_stream": with_one_nonce,
    "by_size": as_long_as_it_says,
    "by_token": with_a_token_of_the_answer,
    "by_copies": with_a_copy_of_a_yes,
}
