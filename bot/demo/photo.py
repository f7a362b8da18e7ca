"""The demo's one photo, which nobody has taken: a radio and a cup of coffee, drawn with flat shapes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from PIL import Image, ImageDraw

from bot.photo import redraw
from storage import photos
from storage.database import Session
from storage.tables import Story

STORY = "Radioavisen først, badet bagefter"
ALT_TEXT = "Tegning: en radio, en kaffekande og en kop på et bord ved vinduet"
SIZE = (2400, 1600)  # twice what is shown, so that no edge has steps
WALL, SKY, HILL, FRAME = "#f1e6d6", "#cfe4ee", "#a9c39a", "#ffffff"
TABLE, EDGE, RADIO, CLOTH = "#c58f5c", "#a9744a", "#b5523b", "#e9c9a0"
POT, CUP, COFFEE, DARK, STEAM = "#3f6f78", "#fdfaf5", "#5b3a29", "#3a2e2a", "#e4d9c8"


async def attach(session: Session, story: Story, now: datetime) -> None:
    """The photo goes with its story, as if it had been sent and described."""
    photo = await photos.keep(session, story, redraw(drawn()), now)
    await photos.confirm(session, photo, story, ALT_TEXT, now)


def drawn() -> bytes:
    """The scene, as a PNG."""
    sheet = Image.new("RGB", SIZE, WALL)
    pen = ImageDraw.Draw(sheet)
    _window(pen)
    pen.rectangle((0, 1180, 2400, 1600), fill=TABLE)
    pen.rectangle((0, 1180, 2400, 1215), fill=EDGE)
    _radio(pen)
    _pot(pen)
    _cup(pen)
    paper = BytesIO()
    sheet.reduce(2).save(paper, "PNG", compress_level=1)
    return paper.getvalue()


def _window(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((760, 110, 1720, 860), fill=FRAME)
    pen.rectangle((800, 150, 1680, 820), fill=SKY)
    pen.ellipse((1380, 230, 1530, 380), fill="#f6d98a")
    pen.pieslice((600, 560, 1500, 1300), 180, 360, fill=HILL)
    pen.pieslice((1150, 620, 2000, 1200), 180, 360, fill="#bcd2ac")
    # The hills end where the window does.
    pen.rectangle((560, 110, 759, 1179), fill=WALL)
    pen.rectangle((1721, 110, 2020, 1179), fill=WALL)
    pen.rectangle((560, 861, 2020, 1179), fill=WALL)
    pen.rectangle((760, 820, 1720, 860), fill=FRAME)
    pen.rectangle((760, 150, 800, 860), fill=FRAME)
    pen.rectangle((1680, 150, 1720, 860), fill=FRAME)
    pen.rectangle((1225, 150, 1255, 820), fill=FRAME)


def _radio(pen: ImageDraw.ImageDraw) -> None:
    pen.line((880, 850, 1060, 540), fill=DARK, width=14)
    pen.rounded_rectangle((260, 840, 960, 1270), radius=50, fill=RADIO)
    pen.rounded_rectangle((310, 890, 650, 1220), radius=30, fill=CLOTH)
    for height in range(930, 1200, 45):
        pen.line((345, height, 615, height), fill=RADIO, width=10)
    pen.rounded_rectangle((700, 900, 910, 1000), radius=20, fill=CUP)
    pen.line((830, 910, 830, 990), fill=RADIO, width=8)
    for left in (710, 820):
        pen.ellipse((left, 1080, left + 80, 1160), fill=CLOTH)


def _pot(pen: ImageDraw.ImageDraw) -> None:
    pen.arc((1560, 880, 1860, 1190), 270, 90, fill=POT, width=44)
    pen.polygon(((1290, 1320), (1740, 1320), (1690, 800), (1340, 800)), fill=POT)
    pen.polygon(((1360, 830), (1220, 760), (1330, 960)), fill=POT)
    pen.rounded_rectangle((1320, 760, 1710, 820), radius=26, fill=DARK)
    pen.ellipse((1480, 690, 1550, 765), fill=DARK)


def _cup(pen: ImageDraw.ImageDraw) -> None:
    for left, top in ((1985, 950), (2075, 900)):
        pen.arc((left, top, left + 60, top + 110), 90, 270, fill=STEAM, width=14)
        pen.arc((left - 30, top - 100, left + 30, top + 10), 270, 90, fill=STEAM, width=14)
    pen.ellipse((1830, 1330, 2270, 1440), fill=EDGE)
    pen.arc((2110, 1130, 2290, 1310), 270, 110, fill=CUP, width=34)
    pen.pieslice((1880, 910, 2200, 1410), 0, 180, fill=CUP)
    pen.ellipse((1880, 1110, 2200, 1210), fill=CUP)
    pen.ellipse((1905, 1125, 2175, 1195), fill=COFFEE)
