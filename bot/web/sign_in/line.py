"""The line that msal asks Entra on: shaped as `requests.Session`, which it would make, and could not hang up.

Unlike that one it follows no redirects, tries once, and takes neither proxies nor trust from the environment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import urllib3


@dataclass(frozen=True)
class Answered:
    """As much of an answer as msal looks at."""

    status_code: int
    text: str
    headers: Mapping[str, str]


class Line:
    """Blocks: for threads. `certificates`: whom to trust, where that is not what the machine trusts."""

    def __init__(self, patience: float, certificates: str | None = None) -> None:
        self._pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(total=patience),
            retries=False,
            cert_reqs="CERT_REQUIRED",
            ca_certs=certificates,
        )

    def get(
        self, url: str, params: Any = None, headers: Mapping[str, str] | None = None, **_more: object
    ) -> Answered:
        return self._ask("GET", url, params, headers)

    def post(
        self,
        url: str,
        params: object = None,
        data: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        **_more: object,
    ) -> Answered:
        return self._ask("POST", url, data, headers, encode_multipart=False)

    def close(self) -> None:
        self._pool.clear()

    def _ask(
        self, method: str, url: str, fields: Any, headers: Mapping[str, str] | None, **more: Any
    ) -> Answered:
        got = self._pool.request(method, url, fields=fields or None, headers=headers, redirect=False, **more)
        return Answered(got.status, got.data.decode(errors="replace"), dict(got.headers))
