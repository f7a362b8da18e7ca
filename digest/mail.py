"""The section as a mail draft: a file that Outlook opens as an unsent message, ready for a recipient.

No sender, recipient or date: those are the editor's, and a date would make every export a different file.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from digest import page
from digest.data import Story, wording
from digest.section import Picture, Section

# No part can hold "=_": the texts are quoted-printable and the pictures base64. Nothing can forge its end.
_BOUNDARY, _INNER_BOUNDARY = "=_medvind_section", "=_medvind_pictures"
_ENCODING = "quoted-printable"


def render(section: Section) -> bytes:
    """An .eml file with the section as plain text and as HTML, which has its pictures with it."""
    said = wording(section)
    message = EmailMessage(policy=SMTP)
    # The library reads an encoded word in what it is given, and one may hold the end of a line.
    message["Subject"] = said.heading.replace("=?", "= ?")
    message["X-Unsent"] = "1"
    message.set_content(plain(section), cte=_ENCODING)
    names = {
        picture.id: f"picture-{n}.{section.week}@medvind" for n, picture in enumerate(section.pictures, 1)
    }

    def address(picture: Picture) -> str:
        return f"cid:{names[picture.id]}"

    html = page.render(section, address).decode("utf8")
    message.add_alternative(html, subtype="html", cte=_ENCODING)
    _add_pictures(message, section.pictures, names)
    message.set_boundary(_BOUNDARY)
    # Last: what says something of the content moves into a part when parts are made.
    message["Content-Language"] = said.language
    return message.as_bytes()


def _add_pictures(message: EmailMessage, pictures: tuple[Picture, ...], names: dict[str, str]) -> None:
    """Beside the HTML alone, so that a program that shows the plain text does not list them as files."""
    if not pictures:
        return
    _, html = message.iter_parts()
    for number, picture in enumerate(pictures, 1):
        html.add_related(
            *(picture.jpeg, "image", "jpeg"),
            cid=f"<{names[picture.id]}>",
            filename=f"{number}.jpg",
            disposition="inline",
        )
    html.set_param("type", "text/html")
    html.set_boundary(_INNER_BOUNDARY)


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
