"""Names lead to public addresses only: the lock behind the list of hosts.

That list knows names. Whoever can answer for a name (a poisoned cache, a server that answers differently the
second time) could point an allowed one at this machine, at its neighbours, or at the cloud's own metadata
service, and the bot's token would follow (safety.md T4).
"""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import aiohttp
import structlog
from aiohttp.abc import AbstractResolver, ResolveResult

log = structlog.get_logger()

# All that has been given out of IPv6 so far; and of that, the old tunnel which has an IPv4 address inside.
_GIVEN_OUT, _OLD_TUNNEL = IPv6Network("2000::/3"), IPv6Network("2002::/16")
# Where an IPv6-only network reaches IPv4 (RFC 6052): the address proper is in the last 32 bits.
_TRANSLATED = IPv6Network("64:ff9b::/96")
# Azure's own door to each virtual machine. By its number it is a public address; it is nobody's but Azure's.
_AZURE_HOST = IPv4Address("168.63.129.16")


class PublicAddresses(AbstractResolver):
    """Asks another resolver, and keeps of its answer what is out on the internet."""

    def __init__(self, resolver: AbstractResolver) -> None:
        self._resolver = resolver

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The public addresses of a name; raises OSError, as an unknown name does, if it has none.

        aiohttp connects to what is returned here and asks nobody again: what was looked at is what is used.
        """
        found = await self._resolver.resolve(host, port, family)
        public = [address for address in found if is_public(address["host"])]
        if not public:
            log.error("address_not_public")
            raise OSError("no public address")
        return public

    async def close(self) -> None:
        """Closes the resolver that is asked."""
        await self._resolver.close()


def is_public(written: str) -> bool:
    """True for an address that somebody out on the internet may have; False for what is no address at all."""
    try:
        address = _proper(ip_address(written))
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and (address not in _GIVEN_OUT or address in _OLD_TUNNEL):
        return False
    return address.is_global and not address.is_multicast and address != _AZURE_HOST


def guarded_session() -> aiohttp.ClientSession:
    """The session of `medvind run`. The demo has a plain one: its Teams is on this very machine."""
    resolver = PublicAddresses(aiohttp.ThreadedResolver())
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=resolver))


def _proper(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address inside an IPv6 one that only wraps it."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _TRANSLATED:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address
