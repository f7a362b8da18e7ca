"""Teams' ways of writing text, made into plain text: HTML of a caught message, mentions of the bot."""

import html
import re
from collections.abc import Iterable
from html.parser import HTMLParser

# Longer than any message Teams lets a person send (28 KB); what is cut off is not something a person wrote.
MAX_HTML = 60_000

# Python's parser takes quadratic time on unfinished tags (15 s for 40 kB of "<a "). Cutting the text into
# finished tags first, and giving the parser one at a time, keeps the time linear whatever is sent.
_TAG = re.compile(r"(<[^<>]{1,2000}>)")

_BREAKS = frozenset({"br", "p", "div", "li", "tr", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT = frozenset({"script", "style", "title"})


class _Reader(HTMLParser):
    """Collects the words of a message and the line breaks between them."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silenced_by: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A quoted message in a reply is a third person's words: whoever is asked cannot answer for them.
        if tag in _SILENT or (tag == "blockquote" and "schema.skype.com/Reply" in str(dict(attrs))):
            self._silenced_by = tag
        elif tag in _BREAKS:
            self.words.append("\n")
        # Teams sends emoji as <emoji alt="🙂"> and pictures as <img alt="...">: the alt text is what was
        # said.
        elif alt := dict(attrs).get("alt"):
            self.add(alt)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silenced_by:
            self._silenced_by = None
        elif tag in _BREAKS and tag != "br":
            self.words.append("\n")

    def add(self, text: str) -> None:
        """Adds text as a browser would show it: any white space, line ends included, is one space."""
        if self._silenced_by is None and text:
            self.words.append(re.sub(r"\s+", " ", text))


def from_html(source: str) -> str:
    """The words of an HTML message, with a line break where a reader would see one."""
    reader = _Reader()
    for piece in _TAG.split(source[:MAX_HTML]):
        if _TAG.fullmatch(piece):
            reader.feed(piece)
            reader.reset()  # an odd "tag" must not wait for the next piece and eat it
        else:
            reader.add(html.unescape(piece))
    lines = (line.strip() for line in "".join(reader.words).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def without_mentions(text: str, mentions: Iterable[str], bot_name: str) -> str:
    """The text without the words that only call the bot.

    Each mention is cut once and exactly as Teams wrote it. The SDK cuts the bare name everywhere instead, and
    made "my Story of a Storybook" to a bot named Story into "my  of a book".
    """
    for mention in mentions:
        text = text.replace(mention, "", 1) if mention else text
    if bot_name:
        text = text.replace(f"<at>{bot_name}</at>", "")
    return text.strip()
