"""What a round of check-ins keeps secret, and what can only be made with it (safety.md 5.2, option D).

A round has 32 random bytes of its own, wrapped with the key of the month. From them come the one-way tokens
of those who have answered, the marks of those who may, what stands on their cards, and the seal of the tally.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import struct
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from domain.tally import Tally

_NONCE, _SECRET, _TAG = 12, 32, 16  # bytes
_COUNTERS = struct.Struct(">6I")  # as many bytes for nobody's answers as for two thousand
WIPED_SECRET = bytes(_NONCE + _SECRET + _TAG)  # what stands in a round that is over
WIPED_TALLY = bytes(_NONCE + _COUNTERS.size + _TAG)


class Sealed(Exception):
    """Another key, another round, or damage: this cannot be opened."""


@dataclass(frozen=True)
class Ballot:
    """A round whose secret is open for as long as a transaction takes."""

    tenant_id: str
    round_id: str
    _secret: bytes = field(repr=False)

    def token(self, person_id: str) -> str:
        """That she has answered: the same each time, and nobody without the secret can tell whose it is."""
        return self._made("token", person_id)

    def mark(self, person_id: str) -> str:
        """That she may answer."""
        return self._made("eligible", person_id)

    def card(self, person_id: str) -> str:
        """What the buttons on her card carry: the round, and the proof that we gave this card to her."""
        return f"{self.round_id}.{self._made('card', person_id)}"

    def gave(self, card: str, person_id: str) -> bool:
        """Whether `card` is what she was given. Nobody else can press it, wherever it was passed on to."""
        return hmac.compare_digest(card.encode(errors="replace"), self.card(person_id).encode())

    def seal(self, tally: Tally) -> bytes:
        nonce = os.urandom(_NONCE)
        counters = _COUNTERS.pack(*tally.numbers())
        return nonce + AESGCM(self._key("tally")).encrypt(nonce, counters, self._bound("tally"))

    def open(self, sealed: bytes) -> Tally:
        """Raises `Sealed`."""
        return Tally(*_COUNTERS.unpack(_opened(self._key("tally"), sealed, self._bound("tally"))))

    def _made(self, purpose: str, person_id: str) -> str:
        about = json.dumps([self.tenant_id, self.round_id, person_id]).encode()
        return hmac.new(self._key(purpose), about, hashlib.sha256).hexdigest()[:32]

    def _key(self, purpose: str) -> bytes:
        return HKDF(SHA256(), _SECRET, salt=None, info=f"medvind check-in {purpose}".encode()).derive(
            self._secret
        )

    def _bound(self, column: str) -> bytes:
        return _bound(self.tenant_id, self.round_id, column)


def new_ballot(tenant_id: str, round_id: str, month_key: bytes) -> tuple[Ballot, bytes]:
    """A ballot with a fresh secret, and the secret wrapped for the database."""
    secret, nonce = os.urandom(_SECRET), os.urandom(_NONCE)
    wrapped = nonce + AESGCM(month_key).encrypt(nonce, secret, _bound(tenant_id, round_id, "wrapped"))
    return Ballot(tenant_id, round_id, secret), wrapped


def open_ballot(tenant_id: str, round_id: str, month_key: bytes, wrapped: bytes) -> Ballot:
    """Raises `Sealed` when the key is not the month's, or the secret is another round's."""
    return Ballot(tenant_id, round_id, _opened(month_key, wrapped, _bound(tenant_id, round_id, "wrapped")))


def round_on(card: str) -> str:
    """The round that a card says it is of. Only `Ballot.gave` tells whether that is so."""
    return card.partition(".")[0]


def _bound(tenant_id: str, round_id: str, column: str) -> bytes:
    return json.dumps([tenant_id, "check_in_round", column, round_id]).encode()


def _opened(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to)
    except (InvalidTag, ValueError):
        raise Sealed from None
