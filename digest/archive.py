"""The section as a web page with its pictures beside it, packed: for an intranet that takes files."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from digest import page
from digest.section import Picture, Section

# Zip has no dates before this one, and any other would be a clock's.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def render(section: Section) -> bytes:
    """A .zip: `index.html`, and `pictures/1.jpg` and onwards. No name in it is made of what people wrote."""
    names = {picture.id: name_of(number) for number, picture in enumerate(section.pictures, 1)}

    def address(picture: Picture) -> str:
        return names[picture.id]

    files = {names[picture.id]: picture.jpeg for picture in section.pictures}
    return _packed({"index.html": page.render(section, address), **files})


def name_of(number: int) -> str:
    return f"pictures/{number}.jpg"


def _packed(files: dict[str, bytes]) -> bytes:
    """Stored as they are: how well something is pressed differs from machine to machine."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(name, _ZIP_DATE)
            entry.compress_type, entry.create_system = ZIP_STORED, 0
            archive.writestr(entry, content)
    return made.getvalue()
