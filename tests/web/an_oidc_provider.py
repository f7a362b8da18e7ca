"""An OIDC provider over real HTTPS, shaped as Entra ID: discovery, authorize, token with PKCE, keys.

It remembers what it was asked, and can be told to go wrong as the real one does, or as a forger would.
msal insists on https, so it has a certificate of its own.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import ipaddress
import json
import secrets
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID
from jwt.algorithms import RSAAlgorithm

from tests.edge.fake_connector import APP_ID, KEYS
from tests.town import KAREN, NAMES, TENANT

PASSWORD = "a password that only Entra and Medvind know"
Claims = dict[str, Any]


@dataclass(frozen=True)
class Sitting:
    """A sign-in that waits for its code to be exchanged."""

    query: dict[str, str]
    nonce: str


@dataclass
class Provider:
    """The server, its memory, and its pen. `changes` are the claims that its next tokens have otherwise."""

    clock: Callable[[], datetime]
    folder: Path
    changes: Claims = field(default_factory=dict)
    error: str = ""  # said instead of a code
    published: tuple[str, ...] = ("first",)
    signed_by: str = "first"
    algorithm: str = "RS256"
    down: bool = False
    silent: asyncio.Event | None = None  # what the token endpoint waits for before it answers
    asked: list[dict[str, str]] = field(default_factory=list)
    exchanged: list[dict[str, str]] = field(default_factory=list)
    key_fetches: int = 0
    _codes: dict[str, Sitting] = field(default_factory=dict)
    _server: TestServer = field(init=False)

    async def start(self) -> None:
        """With a certificate for this machine, written to a file that a client can be told to trust."""
        app = web.Application()
        app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", self._metadata)
        app.router.add_get("/{tenant}/oauth2/v2.0/authorize", self._authorize)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        app.router.add_get("/keys", self._keys)
        _certify(self.folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.folder / "key.pem")
        self._server = TestServer(app, scheme="https")
        await self._server.start_server(ssl=context)

    async def stop(self) -> None:
        await self._server.close()

    @property
    def certificate(self) -> Path:
        return self.folder / "certificate.pem"

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self._server.port}"

    def trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.certificate))

    def token(self, **claims: Any) -> str:
        """A token as Entra signs them; a claim of None is left out."""
        now = int(self.clock().timestamp())
        whole: Claims = {
            "aud": APP_ID,
            "iss": f"{self.address}/{TENANT}/v2.0",
            "tid": TENANT,
            "oid": KAREN,
            "name": NAMES[KAREN],
            "iat": now,
            "nbf": now,
            "exp": now + 3600,
        } | claims
        return self._signed({name: value for name, value in whole.items() if value is not None})

    def tab_token(self, **claims: Any) -> str:
        """What Teams gives to a tab: an access token for the application, on behalf of who has opened it."""
        return self.token(**({"scp": "access_as_user"} | claims))

    def _signed(self, claims: Claims) -> str:
        headers = {"kid": self.signed_by}
        if self.algorithm == "RS256":
            return jwt.encode(claims, KEYS[self.signed_by], algorithm="RS256", headers=headers)
        # No library signs these: one without a signature, and one with our public key as a shared secret.
        head = _part(json.dumps({"alg": self.algorithm, "typ": "JWT", **headers}).encode())
        body = f"{head}.{_part(json.dumps(claims).encode())}"
        public = (
            KEYS[self.signed_by].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )
        stamp = hmac.new(public, body.encode(), hashlib.sha256).digest()
        return f"{body}.{_part(stamp) if self.algorithm == 'HS256' else ''}"

    async def _metadata(self, request: web.Request) -> web.Response:
        if self.down:
            raise web.HTTPServiceUnavailable
        home = f"{self.address}/{request.match_info['tenant']}"
        told = {
            "issuer": f"{home}/v2.0",
            "authorization_endpoint": f"{home}/oauth2/v2.0/authorize",
            "token_endpoint": f"{home}/oauth2/v2.0/token",
            "jwks_uri": f"{self.address}/keys",
        }
        return web.json_response(told)

    async def _authorize(self, request: web.Request) -> web.Response:
        """She is known here: nobody has to type anything."""
        asked = dict(request.query)
        self.asked.append(asked)
        told = {"state": asked["state"]}
        if self.error:
            told |= {"error": self.error, "error_description": f"{NAMES[KAREN]} was not let in"}
        else:
            told["code"] = secrets.token_urlsafe(24)
            self._codes[told["code"]] = Sitting(asked, asked["nonce"])
        raise web.HTTPFound(f"{asked['redirect_uri']}?{urlencode(told)}")

    async def _token(self, request: web.Request) -> web.Response:
        if self.silent:
            await self.silent.wait()
        if self.down:
            raise web.HTTPServiceUnavailable
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.exchanged.append(form)
        sitting = self._codes.pop(form["code"], None)  # a code is good once
        if sitting is None or not self._fits(form, sitting):
            return web.json_response({"error": "invalid_grant"}, status=400)
        told = {"nonce": sitting.nonce} | self.changes
        bearer = {"token_type": "Bearer", "expires_in": 3600, "access_token": "for nobody", "scope": "openid"}
        return web.json_response({**bearer, "id_token": self.token(**told)})

    def _fits(self, form: dict[str, str], sitting: Sitting) -> bool:
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        return (
            form.get("client_id") == APP_ID
            and form.get("client_secret") == PASSWORD
            and form.get("redirect_uri") == sitting.query["redirect_uri"]
            and sitting.query["code_challenge_method"] == "S256"
            and sitting.query["code_challenge"] == _part(digest)
        )

    async def _keys(self, request: web.Request) -> web.Response:
        self.key_fetches += 1
        keys = [
            {**RSAAlgorithm.to_jwk(KEYS[kid].public_key(), as_dict=True), "kid": kid, "use": "sig"}
            for kid in self.published
        ]
        return web.json_response({"keys": keys})


def _part(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _certify(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.fromtimestamp(time.time(), UTC)  # TLS goes by the real one
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(written)
