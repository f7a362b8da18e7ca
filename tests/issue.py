"""An issue with everything that an issue can hold: every chapter, a name, two pictures, three ways to sign."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from digest.section import Agreement, Group, Item, Picture, Section
from domain.calendar import IsoWeek
from domain.kinds import Theme
from domain.newsletter import Chapter

WEEK = IsoWeek.parse("2026-W47")


@lru_cache
def drawn(width: int, height: int, hue: str) -> bytes:
    """A picture that nobody can mistake for another."""
    image = Image.new("RGB", (width, height), "#eef4f2")
    pen = ImageDraw.Draw(image)
    for ring in range(0, min(width, height) // 2, 40):
        pen.ellipse((ring, ring, width - ring, height - ring), outline=hue, width=12)
    jpeg = BytesIO()
    image.save(jpeg, "JPEG", quality=80)
    return jpeg.getvalue()


TROLLEY = Picture("p1", drawn(1200, 800, "#1f6f66"), 1200, 800, "Et rullebord med kaffe og kopper på gangen")
GARDEN = Picture("p2", drawn(600, 1000, "#17365d"), 600, 1000, "En bænk under et æbletræ")

COFFEE = Item(
    id="s1",
    title="Kaffen flyttede ud på gangen",
    text="En assistent satte kaffekanden på et rullebord og tændte radioen.\nSeks talte om høst.\n\n"
    "Teamet har nu kaffe på gangen hver tirsdag. Det koster en kande og lidt mod.",
    byline="Anne, social- og sundhedsassistent",
    unit="Plejecenter Digterparken",
    reason="newest",
    picture=TROLLEY,
)
LAKE = Item("s2", None, "I dag gik en beboer helt ned til søen.", None, "Farsøhthus", "new_unit", GARDEN)
SAY_IT = Item("s3", "Sig det højt", "Min leder takkede mig.", None, "Hjemmeplejen Allingåbro", "new_theme")
THANKS = Item(
    "k1", None, "Tak til nattevagten for boller.", "Mette, hjælper", "Hjemmeplejen Glesborg", "newest"
)
WALK = Item(
    *("c1", "Gåtur ved søen", "Vi mødes ved indgangen klokken 15.", None, "Farsøhthus", "newest"),
    on=date(2026, 11, 26),
)
SONG = Item("c2", None, "Vi synger julen ind.", None, "", "newest", on=date(2026, 12, 3))
VISIT = Item("c3", "Gå med en dag", "Kom med på aftenruten.", None, "Hjemmeplejen Grenaa", "newest")
LEARNT = Item("l1", "Vi ringede for sent", "Nu ringer vi inden frokost.", None, "Team Nord", "editor")
NEIGHBOUR = Item(
    "n1", "Køkkenet i Auning", "Fire kokke og 300 måltider om dagen.", None, "Køkkenet", "editor"
)

FULL = Section(
    week=WEEK,
    area="Sundhed og Omsorg",
    language="da",
    groups=(
        Group(Theme.CITIZEN_FOCUS, (COFFEE, LAKE)),
        Group(Theme.ATTRACTIVE_WORKPLACE, (SAY_IT,)),
        Group(Chapter.KUDOS, (THANKS,)),
        Group(Chapter.CALENDAR, (WALK, SONG, VISIT)),
        Group(Chapter.LEARNING, (LEARNT,)),
        Group(Chapter.NEIGHBOUR, (NEIGHBOUR,)),
    ),
    agreements=(Agreement("LMU Grenaa", "Vi bytter de to tunge morgener"),),
    name="Lyset i november",
)
