"""Addresses that read like Microsoft's and are somebody else's, or that hide this machine: two hundred and more.

`{port}` in them is where the canary sits; each is to be turned away as it stands.
"""

from itertools import product

TEAMS, API = "smba.trafficmanager.net", "europe.api.botframework.com"
CANARY = "127.0.0.1:{port}"

# This machine, as one parser or another reads it.
LOOPBACK = (
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "017700000001",
    "0177.0.0.1", "0", "0.0.0.0", "127.8.9.1", "127.0.0.1.", "localhost", "LOCALHOST", "localhost.",
    "localhost.localdomain", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::1%25lo]", "127%2e0%2e0%2e1", "%6c%6f%63alhost",
    "①②⑦.⓪.⓪.①", "127。0。0。1", "127．0．0．1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
)  # fmt: skip

# Neighbours, and what a cloud tells its machines about themselves.
INSIDE = (
    "169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "[::ffff:169.254.169.254]",
    "[::ffff:a9fe:a9fe]", "[fd00:ec2::254]", "[fe80::1]", "[fe80::1%25eth0]", "168.63.129.16", "100.100.100.200",
    "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "224.0.0.1", "255.255.255.255", "metadata",
    "metadata.google.internal", "kubernetes.default.svc", "169.254.169.254.nip.io",
)  # fmt: skip

# Names that begin, end or look like the right ones.
LOOK_ALIKE = (
    f"{TEAMS}.evil.example", f"{TEAMS}.", f"{TEAMS}..", f".{TEAMS}", f"x{TEAMS}", f"x.{TEAMS}", f"x-{TEAMS}",
    f"{TEAMS}.127.0.0.1.nip.io", f"{TEAMS}x", f"{TEAMS}-x.example", "smba-trafficmanager.net", "trafficmanager.net",
    "smba.trafficmanager.com", "smba.trafficmanager.net.com", "other.trafficmanager.net", "smba_trafficmanager.net",
    "smbatrafficmanager.net", "smba..trafficmanager.net", "botframework.com", "evilbotframework.com",
    "api-botframework.com", "botframework.com.evil.example", f"{API}.evil.example", f"{API}.", ".botframework.com",
    "..botframework.com", "api..botframework.com", "api.botframework.com..", "botframework.com.", "api.botframework.co",
    "a_b.botframework.com", "*.botframework.com", "login.microsoftonline.com", "graph.microsoft.com",
)  # fmt: skip

# Letters and dots that are none of ASCII's; a client may fold them into ASCII only when it is too late.
FOREIGN = (
    "ѕmba.trafficmanager.net", "smba.trafficmanager.nеt", "smba.traffіcmanager.net", "ｓｍｂａ.trafficmanager.net",
    "smba。trafficmanager.net", "smba．trafficmanager.net", "smba｡trafficmanager｡net", "smba.traﬃcmanager.net",
    "smba.trafficmanager.net\u200b", "smba\u00ad.trafficmanager.net", "smba.trafficmanager.net\u202e", "ſmba.trafficmanager.net",
    "api.bοtframework.com", "api.botframework。com", "api.botframewor\u212a.com", "api.botframework.ⅽom",
    "xn--mba-y5d.trafficmanager.net", "api.xn--btframework-1og.com", "evil.example℀.botframework.com",
    "evil.example／.botframework.com", "evil.example？.botframework.com", "evil.example＃.botframework.com",
    "evil.example＠api.botframework.com", "evil.example：443.botframework.com",
)  # fmt: skip

# A letter at which some parsers stop reading the host and others go on.
STOPS = (
    *"\\\t\n\r\v\f #?;,&|^`'\"<>{}~$!*()+=@%",
    "\x00",
    "\x7f",
    "\u2028",
    "%00",
    "%09",
    "%0a",
    "%20",
    "%23",
    "%2f",
    "%3f",
    "%40",
    "%5c",
    "%252f",
)

SCHEMES = (
    "http", "HTTPS", "hTTps", "https ", " https", "\thttps", "ftp", "ws", "wss", "file", "gopher", "javascript",
    "data", "blob:https", "https+http", "view-source:https",
)  # fmt: skip

PORTS = (
    "80",
    "8443",
    "0",
    "65536",
    "99999",
    "443443",
    "-1",
    "",
    "+443",
    "4_43",
    "٤٤٣",
    "443 ",
    "443@127.0.0.1",
    "{port}",
)

ODD = (
    "", "/", "//", "///", "https:", "https://", "https:///", f"//{TEAMS}/", f"///{TEAMS}/", TEAMS, f"{TEAMS}/teams",
    f"https:{TEAMS}", f"https:/{TEAMS}/", f"https:///{TEAMS}/", f"https:\\\\{TEAMS}/", f"https//{TEAMS}/",
    f"https://https://{TEAMS}/", f"https://{CANARY}/https://{TEAMS}/", f"http://{CANARY}/{TEAMS}/",
    f"http://{CANARY}/?https://{TEAMS}/", f"http://{CANARY}/#https://{TEAMS}/", f"http://{CANARY}?{TEAMS}",
    f"http://{CANARY}#{TEAMS}", f"https://{TEAMS}?", f"https://{TEAMS}#", f"https://{TEAMS}/?x=1", f"https://{TEAMS}/#x",
    f"https://{TEAMS}/..", f"https://{TEAMS}/../", f"https://{TEAMS}/emea/../../x/", f"https://{TEAMS}/%2e%2e/x",
    f"https://{TEAMS}/.%2E/x", f"https://{TEAMS}/a b", f"https://{TEAMS}/æ", f"https://{TEAMS}\n/", f"https://{TEAMS}/\n",
    f"https://{TEAMS}/\r\nHost: 127.0.0.1", f" https://{TEAMS}/", f"https://{TEAMS}/ ", f"https://[{TEAMS}]/",
    f"https://{TEAMS}]/", f"https://[::1]{TEAMS}/", f"https://[::1].{TEAMS}/", f"https://{TEAMS}[::1]/",
    f"https://{TEAMS}:443:{{port}}/", f"https://{CANARY},{TEAMS}/", f"https://{TEAMS},{CANARY}/", "https://[::1/", "https://]/",
    f"http://{CANARY}\\{TEAMS}/", f"http://{CANARY}/\\{TEAMS}/", f"{CANARY}/", "nonsense", "mailto:teams@example.org",
)  # fmt: skip

USER = (
    f"{TEAMS}@{CANARY}", f"{TEAMS}:443@{CANARY}", f"{TEAMS}:pw@{CANARY}", f"{TEAMS}%40{CANARY}", f"{CANARY}@{TEAMS}",
    f"a:b@{TEAMS}", f"a@{TEAMS}@{CANARY}", f"@{TEAMS}", f"a@{TEAMS}", f"{TEAMS}@@{CANARY}",
    f":@{CANARY}", f"{API}@{CANARY}", f"{TEAMS}@localhost:{{port}}", f"{TEAMS}@[::1]:{{port}}", f"{TEAMS}&@{CANARY}#@{TEAMS}",
)  # fmt: skip

GROUPS: dict[str, tuple[str, ...]] = {
    "this machine": tuple(f"{s}://{h}:{{port}}/" for s, h in product(("http", "https"), LOOPBACK)),
    "inside": tuple(f"{s}://{h}/" for s, h in product(("http", "https"), INSIDE)),
    "look-alike": tuple(f"https://{host}/teams/" for host in LOOK_ALIKE),
    "foreign letters": tuple(f"https://{host}/" for host in FOREIGN),
    "user and password": tuple(f"{s}://{who}/" for s, who in product(("http", "https"), USER)),
    "before the stop": tuple(f"https://{TEAMS}{stop}@{CANARY}/" for stop in STOPS),
    "after the stop": tuple(f"http://{CANARY}{stop}.{TEAMS}/" for stop in STOPS),
    "between": tuple(f"https://{TEAMS}{stop}.evil.example/" for stop in STOPS),
    "schemes": tuple(f"{scheme}://{TEAMS}/teams/" for scheme in SCHEMES),
    "ports": tuple(f"https://{host}:{port}/" for host, port in product((TEAMS, API), PORTS)),
    "odd": ODD,
    "long": (f"https://{'a.' * 2000}botframework.com.evil.example/", f"https://{TEAMS}/{'a' * 5000}?"),
}
