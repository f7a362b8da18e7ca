"""What people could write to make a program do what they want, for every test that shows it does not.

`tests/payloads.txt` holds those written by hand, and names their sources. Here are those that a system makes,
and those with signs that no line of a text file can hold. Always the same ones, in the same order. A script
that runs says so with `alert(1)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from pathlib import Path

_WRITTEN = Path(__file__).parent / "payloads.txt"

_WAYS_OUT = (
    '">',
    "'>",
    "`>",
    "</p>",
    "</title>",
    "</textarea>",
    "</style>",
    "</script>",
    "-->",
    "]]>",
    "&quot;>",
)
_DOES = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<a href=javascript:alert(1)>klik</a>",
    " onmouseover=alert(1) x=",
)
_EVENTS = (
    *("onload", "onerror", "onclick", "onfocus", "onblur", "onmouseover", "onpointerenter", "onwheel"),
    *("ontoggle", "onbegin", "onscroll", "oncopy", "onpaste", "onanimationstart", "ontransitionend"),
    *("onhashchange", "onpageshow", "onbeforeinput", "onsecuritypolicyviolation", "onscrollsnapchange"),
)
_CARRIERS = ("<b {}=alert(1)>x</b>", "<img src=x {}='alert(1)'>", '" {}="alert(1)')
_ADDRESSES = (
    "javascript:alert(1)",
    "javascript://evil.example/%0Aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://evil.example/x",
    "https://evil.example/x",
    "//evil.example/x",
    "smb://evil.example/x",
    "ms-word:ofe|u|https://evil.example/x.docx",
)
_LINKS = (
    "{}",
    "<{}>",
    "[klik]({})",
    "![billede]({})",
    "[klik]: {}",
    '<a href="{}">klik</a>',
    "<img src={}>",
    "url({})",
)
# One `javascript:` in other clothes.
_DISGUISES = (
    "JAVASCRIPT:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\rscript:alert(1)",
    "\x01javascript:alert(1)",
    "\u00a0javascript:alert(1)",
    "java\u00adscript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript&#x3a;alert(1)",
    "javascript&#0000058alert(1)",
    "javascript%3aalert(1)",
    "javascript\\x3aalert(1)",
    "ｊavascript:alert(1)",
)
# Signs that are seen as nothing, or not as what they are.
_SIGNS = (
    *(
        "\x00",
        "\x08",
        "\x0b",
        "\x0c",
        "\x1b",
        "\x7f",
        "\x85",
        "\u00ad",
        "\u034f",
        "\u061c",
        "\u200b",
        "\u200d",
    ),
    *("\u200e", "\u2028", "\u2029", "\u202e", "\u2060", "\u2066", "\u2069", "\ufe0f", "\ufeff", "\ufffe"),
    *("\uffff", "\ud800", "\udfff", "\U000e0041", "\U0001fffe", "\U0010ffff"),
)
_LINE_ENDS = ("\r\n", "\n", "\r", "\u2028", "\x0b", "%0d%0a", "\\r\\n", "\r\n\r\n")
_HEADERS = (
    "Bcc: alle@evil.example",
    "Subject: Andet",
    "Content-Type: text/html",
    "--=_medvind_section\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>",
    "X-Unsent: 0",
)


@lru_cache
def payloads() -> tuple[str, ...]:
    """Each once."""
    return tuple(dict.fromkeys([*_written(), *_made()]))


def _written() -> list[str]:
    lines = _WRITTEN.read_text(encoding="utf8").splitlines()
    return [line for line in lines if not line.startswith("#~")]


def _made() -> Iterator[str]:
    yield from (way_out + does for way_out, does in product(_WAYS_OUT, _DOES))
    yield from (carrier.format(event) for event, carrier in product(_EVENTS, _CARRIERS))
    yield from (link.format(address) for address, link in product(_ADDRESSES, _LINKS))
    yield from (link.format(address) for address, link in product(_DISGUISES, (_LINKS[2], _LINKS[5])))
    for sign in _SIGNS:
        yield f"<{sign}script{sign}>alert(1)</script{sign}>"
        yield f"<scr{sign}ipt>alert(1)</scr{sign}ipt>"
        yield f"[klik](java{sign}script:alert(1)){sign}"
        yield f"tak{sign}for{sign}kaffen"
    yield from (f"Emne{end}{header}" for end, header in product(_LINE_ENDS, _HEADERS))
    yield from _encoded("<script>alert(1)</script>")
    yield from _encoded("<img src=x onerror=alert(1)>")


def _encoded(tag: str) -> Iterator[str]:
    """The same in every writing that some program reads back."""
    yield "".join(f"&#{ord(sign)};" for sign in tag)
    yield "".join(f"&#{ord(sign):07}" for sign in tag)
    yield "".join(f"&#x{ord(sign):x};" for sign in tag)
    yield "".join(f"&#X{ord(sign):X}" for sign in tag)
    yield "".join(f"%{ord(sign):02x}" for sign in tag)
    yield "".join(f"%25{ord(sign):02x}" for sign in tag)
    yield "".join(f"\\x{ord(sign):02x}" for sign in tag)
    yield "".join(f"\\u{ord(sign):04x}" for sign in tag)
    yield "".join(f"={ord(sign):02X}" for sign in tag)
    yield "".join(f"\\{ord(sign):x} " for sign in tag)
    yield "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in tag)
    yield tag.replace("<", "&lt;").replace(">", "&gt;")
    yield tag.replace("<", "&lt").replace(">", "&gt")
    yield tag.replace("<", "&amp;lt;").replace(">", "&amp;gt;")
    yield tag.replace("<", "+ADw-").replace(">", "+AD4-")
    yield tag.replace("<", "\u2039").replace(">", "\u203a")
    yield tag.replace("<", "\u226e").replace(">", "\u226f")
    yield tag.replace(" ", "/").replace("(", "&lpar;").replace(")", "&rpar;")
    yield "\u0338".join(tag)
