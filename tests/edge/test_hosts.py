"""Which addresses Medvind talks to, against the ways of writing one address that reads like another."""

import pytest

from bot.teams import hosts
from bot.teams.activities import read
from bot.teams.gate import OpenGate, Refused

from .fake_connector import FakeTeams


@pytest.mark.parametrize(
    ("service_url", "allowed"),
    [
        ("http://127.0.0.1:56150/_connector", True),
        ("http://localhost:56150/", True),
        ("http://[::1]:56150", True),
        ("https://127.8.9.1/", True),
        ("http://192.168.1.5/", False),
        ("http://127.0.0.1@evil.example/", False),
        ("http://localhost.evil.example/", False),
        ("http://[::ffff:10.0.0.1]/", False),
        ("ftp://127.0.0.1/", False),
        ("http://127.0.0.1/../", False),
        (None, False),
        ("http://127.0.0.1:99999/", False),
        ("https://smba.trafficmanager.net/emea/", False),
    ],
)
async def test_the_open_gate_answers_this_machine_only(service_url: str | None, allowed: bool) -> None:
    gate = OpenGate()
    caller = await gate.check(None)
    inbound = read(FakeTeams().activity(serviceUrl=service_url))
    if allowed:
        gate.admit(caller, inbound)
        return
    with pytest.raises(Refused) as refusal:
        gate.admit(caller, inbound)
    assert refusal.value.status == 403


@pytest.mark.parametrize(
    "url",
    [
        "https://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net/teams/v3/conversations/a%3A1/activities",
        "https://SMBA.trafficmanager.net:443/",
        "https://europe.api.botframework.com/",
        "https://smba.trafficmanager.net/amer/v3/conversations/..a/.b./%2e.c",
    ],
)
def test_addresses_of_the_connector(url: str) -> None:
    assert hosts.is_connector(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "smba.trafficmanager.net",
        "http://smba.trafficmanager.net/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://evil.example/smba.trafficmanager.net",
        "https://smba.trafficmanager.net@evil.example/",
        "https://smba.trafficmanager.net:pw@evil.example/",
        "https://smba.trafficmanager.net\\@evil.example/",
        "https://smba.trafficmanager.net#@evil.example/",
        "https://smba.trafficmanager.net?@evil.example/",
        "https://smba.trafficmanager.net/?x=1",
        "https://smba.trafficmanager.net:8443/",
        "https://smba.trafficmanager.net:99999/",
        "https://smba.trafficmanager.net./",
        "https://.botframework.com/",
        "https://api..botframework.com/",
        "https://smba.trafficmanager.net/../",
        "https://smba.trafficmanager.net/emea/v3/conversations/../../activities",
        "https://smba.trafficmanager.net/%2E%2e",
        "https://smba.trafficmanager.net/./",
        "https://other.trafficmanager.net/",
        "https://evilbotframework.com/",
        "https://botframework.com.evil.example/",
        "https://smba.trafficmanager.net /",
        "https://smba.trafficmanager.net\n/",
        "https://ѕmba.trafficmanager.net/",
        "https://smba。trafficmanager.net/",
        "https://127.0.0.1/",
        "https://169.254.169.254/",
        "https://[::ffff:169.254.169.254]/",
        "https://2130706433/",
        "file:///etc/passwd",
        "//smba.trafficmanager.net/",
    ],
)
def test_addresses_that_are_not_the_connector(url: str) -> None:
    assert not hosts.is_connector(url)
