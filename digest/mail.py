"""The section as a mail draft: a file that Outlook opens as an unsent message, ready for a recipient.

No sender, recipient or date: those are the editor's, and a date would make every export a different file.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from digest import page
from digest.data import Story, wording
from digest.section import Section

# Both parts are quoted-printable, where "=_" cannot occur: no story can forge the end of its part.
_BOUNDARY = "=_medvind_section"
_ENCODING = "quoted-printable"


def render(section: Section) -> bytes:
    """An .eml file with the section as plain text and as HTML."""
    said = wording(section)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = said.heading
    message["X-Unsent"] = "1"
    message["Content-Language"] = said.language
    message.set_content(plain(section), cte=_ENCODING)
    message.add_alternative(page.render(section).decode("utf8"), subtype="html", cte=_ENCODING)
    message.set_boundary(_BOUNDARY)
    return message.as_bytes()


def plain(section: Section) -> str:
    """The section with no markup at all: for the plain part of a mail and of a clipboard."""
    said = wording(section)
    blocks = [f"{said.heading}\n{said.dates}"]
    if said.note:
        blocks.append(said.note)
    for chapter in said.chapters:
        blocks.append(f"{chapter.title}\n{'-' * len(chapter.title)}")
        blocks.extend(_story(story) for story in chapter.stories)
    blocks.append(said.invitation)
    return "\n\n".join(blocks) + "\n"


def _story(story: Story) -> str:
    opening = story.title or story.unit_above
    blocks = [opening] if opening else []
    blocks.extend("\n".join(lines) for lines in story.paragraphs)
    if story.sign_off:
        blocks.append(story.sign_off)
    return "\n\n".join(blocks)
