"""Sealing what people write: AES-256-GCM, each value bound to the one place it belongs to.

The key is outside the database and its backups (`MEDVIND_DATA_KEY`), so whoever takes those has nothing to
read (safety.md T10). A sealed value says which key it needs, never when it was made, and its length tells
little: values are padded in steps.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION, _NONCE, _LENGTH = 2, 12, 4  # bytes
# Half a character that JSON let through must neither fail a turn nor be quoted by the error about it.
_WHATEVER = "surrogatepass"
_JSON = json.JSONEncoder(ensure_ascii=False)  # made once: `json.dumps` would make one a value
_ONE_KEY = re.compile(r"(?:([0-9]{1,4}):)?([A-Za-z0-9+/_-]{43}=?)")


class BadKey(ValueError):
    """`MEDVIND_DATA_KEY` is not one or more keys of 32 bytes."""


class Unreadable(Exception):
    """A sealed value that this key ring cannot open: another key, another place, or damage."""


class Keyring:
    """The data keys by version. The first seals; the others only open what they once sealed."""

    def __init__(self, keys: Mapping[int, bytes]) -> None:
        if not keys or any(len(key) != 32 for key in keys.values()):
            raise BadKey
        if not all(0 <= version < 1 << 8 * _VERSION for version in keys):
            raise BadKey
        if len(set(keys.values())) < len(keys):
            raise BadKey  # somebody believes that the key has been changed
        self.current = next(iter(keys))
        self._keys = dict(keys)
        self._derived: dict[tuple[int, str, bytes], bytes] = {}
        self._ciphers: dict[tuple[int, str], AESGCM] = {}

    def __repr__(self) -> str:
        return f"<Keyring: {self.current} seals>"

    @classmethod
    def parse(cls, written: str) -> Keyring:
        """From `2:base64,1:base64`, or one key alone, which is version 1. Raises `BadKey`."""
        keys: dict[int, bytes] = {}
        for part in written.split(","):
            found = _ONE_KEY.fullmatch(part.strip())
            if found is None:
                raise BadKey
            version = int(found[1] or 1)
            if version in keys:
                raise BadKey
            keys[version] = _decoded(found[2])
        return cls(keys)

    @cached_property
    def prefix(self) -> bytes:
        """What every value begins with that the current key has sealed."""
        return self.current.to_bytes(_VERSION, "big")

    def seal(self, place: Sequence[str], text: str, step: int) -> bytes:
        """Seal `text` for `place` (tenant, table, column, key of the row), padded to a multiple of `step`."""
        plain = _bytes_of(text)
        padded = len(plain).to_bytes(_LENGTH, "big") + plain
        padded += bytes(-len(padded) % step)
        nonce = os.urandom(_NONCE)
        cipher = self._cipher(self.current, place[0])
        return self.prefix + nonce + cipher.encrypt(nonce, padded, self.prefix + _bound_to(place))

    def open(self, place: Sequence[str], sealed: bytes) -> str:
        """The text that was sealed for this very place. Raises `Unreadable`."""
        prefix, nonce = sealed[:_VERSION], sealed[_VERSION : _VERSION + _NONCE]
        version = int.from_bytes(prefix, "big")
        if version not in self._keys:
            raise Unreadable
        try:
            cipher = self._cipher(version, place[0])
            padded = cipher.decrypt(nonce, sealed[_VERSION + _NONCE :], prefix + _bound_to(place))
        except (InvalidTag, ValueError):
            raise Unreadable from None
        length = int.from_bytes(padded[:_LENGTH], "big")
        return padded[_LENGTH : _LENGTH + length].decode(errors=_WHATEVER)

    def mark(self, tenant_id: str, text: str) -> str:
        """What a value can be looked up by without being readable: a hash keyed with the current key."""
        return self._mark(self.current, tenant_id, text)

    def marks(self, tenant_id: str, text: str) -> list[str]:
        """Every mark that the value may have in the database while the keys are being changed."""
        return [self._mark(version, tenant_id, text) for version in self._keys]

    def _mark(self, version: int, tenant_id: str, text: str) -> str:
        key = self._key(version, tenant_id, b"medvind mark")
        return hmac.digest(key, _bytes_of(text), "sha256").hex()[:32]

    def _cipher(self, version: int, tenant_id: str) -> AESGCM:
        slot = (version, tenant_id)
        if slot not in self._ciphers:
            self._ciphers[slot] = AESGCM(self._key(version, tenant_id, b"medvind field"))
        return self._ciphers[slot]

    def _key(self, version: int, tenant_id: str, purpose: bytes) -> bytes:
        """A key of its own for each tenant and purpose: one that leaks opens one municipality's."""
        slot = (version, tenant_id, purpose)
        if slot not in self._derived:
            derive = HKDF(SHA256(), 32, salt=None, info=purpose + b"\0" + tenant_id.encode())
            self._derived[slot] = derive.derive(self._keys[version])
        return self._derived[slot]


def new_key() -> str:
    """A fresh key as it is written in `MEDVIND_DATA_KEY`."""
    return base64.b64encode(os.urandom(32)).decode()


def fingerprint(*parts: str) -> str:
    """A plain hash, for looking up what nobody could guess anyway, such as Teams' conversation ids."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:40]


def _bytes_of(text: str) -> bytes:
    return text.encode(errors=_WHATEVER)


def _bound_to(place: Sequence[str]) -> bytes:
    return _JSON.encode(place).encode()


def _decoded(key: str) -> bytes:
    return base64.b64decode(key.replace("-", "+").replace("_", "/").rstrip("=") + "=", validate=True)
