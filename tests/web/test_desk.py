"""The editor's desk: what can be picked, put in order, edited, published, and what cannot."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import unescape

import pytest

from dialogs.screens import ConsentRequest, StoriesPrinted
from domain.kinds import NameShown, Theme
from domain.photo_rules import Redrawn
from storage import photos, stories
from storage.tables import Story
from tests.town import ANNE, BENTE, GRENAA, KAREN, METTE, TENANT, Town
from tests.web.desk import Answer, Desk, tells

WEEK = "2026-W48"


@dataclass
class Editor:
    """Karen's browser without a script: she presses what stands on the page."""

    desk: Desk
    cookie: dict[str, str]
    csrf: str = ""

    async def opens(self, path: str = "/editor") -> Answer:
        page = await self.desk.ask("GET", path, headers=self.cookie)
        found = re.search(r'name="csrf" value="([^"]+)"', page.text)
        self.csrf = found[1] if found else self.csrf
        return page

    async def posts(self, path: str, script: bool = False, **fields: str | list[str]) -> Answer:
        headers = {**self.cookie, **({"HX-Request": "true"} if script else {})}
        return await self.desk.ask("POST", path, headers=headers, data={"csrf": self.csrf, **fields})

    async def saves(self, story: str, form: Answer | None = None, **fields: str) -> Answer:
        """Fill in a story's form: as it was when she opened it, or as it is now."""
        page = form or await self.opens(f"/editor/stories/{story}")
        made_from = re.search(r'name="made_from" value="([^"]+)"', page.text)
        assert made_from is not None
        kept = {"week": WEEK, "made_from": made_from[1], **fields}
        return await self.posts(f"/editor/stories/{story}", False, **kept)

    async def does(self, act: str, script: bool = False, **fields: str | list[str]) -> Answer:
        return await self.posts(f"/editor/week/{WEEK}/{act}", script, **fields)

    async def order(self) -> list[str]:
        """The headings of what is picked, from top to bottom."""
        page = (await self.opens()).text
        picked = page[page.index('id="picked"') : page.index('id="fresh"')]
        return [unescape(title) for title in re.findall(r"<h3>(.*?)</h3>", picked)]

    async def id_of(self, title: str) -> str:
        page = (await self.opens()).text
        found = re.search(rf'id="story_([^"]+)"(?:(?!id="story_).)*?<h3>{re.escape(title)}</h3>', page, re.S)
        assert found, title
        return found[1]


@pytest.fixture
async def editor(desk: Desk) -> Editor:
    karen = Editor(desk, await desk.cookie(KAREN))
    await karen.opens()
    return karen


async def three(town: Town) -> None:
    for minute, (person, title) in enumerate(((ANNE, "Kaffen"), (BENTE, "Sangen"), (ANNE, "Turen"))):
        town.clock.set(f"2026-11-23 10:0{minute}")
        await tells(town, person, title=title)


async def test_the_rule_chooses_until_she_touches_the_week(editor: Editor) -> None:
    await three(editor.desk.town)
    assert sorted(await editor.order()) == ["Kaffen", "Sangen", "Turen"]


async def test_up_and_down_change_the_order_and_the_preview(editor: Editor) -> None:
    await three(editor.desk.town)
    before = await editor.order()
    moved = await editor.does("down", story=await editor.id_of(before[0]))
    assert (moved.status, moved.headers["Location"].partition("#")[0]) == (303, f"/editor?week={WEEK}")
    assert await editor.order() == [before[1], before[0], before[2]]
    page = (await editor.opens()).text
    preview = page[page.index('class="preview"') :]
    assert preview.index(before[1]) < preview.index(before[0]) < preview.index(before[2])


async def test_who_is_at_the_end_stays_there(editor: Editor) -> None:
    await three(editor.desk.town)
    before = await editor.order()
    for act, title in (("up", before[0]), ("down", before[-1])):
        assert (await editor.does(act, story=await editor.id_of(title))).status == 303
    assert await editor.order() == before


async def test_dragged_into_a_new_order(editor: Editor) -> None:
    await three(editor.desk.town)
    before = await editor.order()
    ids = [await editor.id_of(title) for title in before]
    answer = await editor.does("order", script=True, moved=ids[0], story=ids[::-1])
    assert answer.status == 200
    assert f"»{before[0]}« er nu nummer 3 af 3." in unescape(answer.text)
    assert await editor.order() == before[::-1]


async def test_an_order_of_other_stories_is_refused_and_changes_nothing(editor: Editor) -> None:
    await three(editor.desk.town)
    before = await editor.order()
    ids = [await editor.id_of(title) for title in before]
    for wrong in ([*ids, "another"], [ids[0], ids[0]], ["another"]):
        answer = await editor.does("order", story=wrong)
        assert (answer.status, "Listen er ændret i mellemtiden" in answer.text) == (409, True)
    assert await editor.order() == before


async def test_taken_out_and_in_again(editor: Editor) -> None:
    await three(editor.desk.town)
    before = await editor.order()
    story = await editor.id_of(before[0])
    out = await editor.does("take-out", script=True, story=story)
    assert f"»{before[0]}« er taget ud." in unescape(out.text)
    assert await editor.order() == before[1:]
    back = await editor.does("pick", script=True, story=story)
    assert f"»{before[0]}« er med i nyhedsbrevet som nummer 3 af 3." in unescape(back.text)
    assert await editor.order() == [*before[1:], before[0]]


async def test_a_new_story_waits_to_be_picked_once_she_has_touched_the_week(editor: Editor) -> None:
    await three(editor.desk.town)
    await editor.does("take-out", story=await editor.id_of("Turen"))
    await tells(editor.desk.town, ANNE, title="Fuglen")
    assert "Fuglen" not in await editor.order()
    page = (await editor.opens()).text
    assert "Fuglen" in page[page.index('id="fresh"') :]


async def asked_of_mette(town: Town) -> None:
    """A story of Anne's that names Mette, who has not answered."""
    await tells(
        town, ANNE, title="Hjælpen", body="Mette Ravn hjalp mig hele morgenen i går.", colleague=METTE
    )


async def test_without_a_yes_it_can_not_be_picked_and_its_words_are_not_shown(editor: Editor) -> None:
    await asked_of_mette(editor.desk.town)
    page = (await editor.opens()).text
    waiting = page[page.index('id="waiting"') :]
    assert "Hjælpen" in waiting
    assert "Mangler samtykke fra 1 kollega" in waiting
    assert "hele morgenen" not in page
    story = re.search(r'id="ask-([^"]+)"', waiting)
    assert story is not None
    refused = await editor.does("pick", story=story[1])
    assert (refused.status, "Der mangler et ja" in refused.text) == (409, True)
    assert (await editor.opens(f"/editor/stories/{story[1]}")).status == 404
    assert "Hjælpen" not in await editor.order()


@pytest.mark.parametrize("title", ["Mette Ravn reddede dagen", "Da METTE kom"])
async def test_a_heading_does_not_name_who_has_not_said_yes(editor: Editor, title: str) -> None:
    body = "Hun hjalp mig hele morgenen i går."
    await tells(editor.desk.town, ANNE, title=title, body=body, colleague=METTE)
    page = (await editor.opens()).text
    assert title not in page
    assert "<h3>Uden overskrift</h3>" in page


async def test_asked_again_in_teams_but_not_at_once(editor: Editor) -> None:
    town = editor.desk.town
    await asked_of_mette(town)
    await town.chat(METTE).reads_mail()
    story = re.search(r'id="ask-([^"]+)"', (await editor.opens()).text)
    assert story is not None
    at_once = await editor.does("ask", script=True, story=story[1])
    assert "De er lige blevet spurgt" in at_once.text
    town.clock.set("2026-11-26 10:00")
    editor.cookie = await editor.desk.cookie(KAREN)
    await editor.opens()
    later = await editor.does("ask", script=True, story=story[1])
    assert "1 kollega er spurgt igen i Teams." in later.text
    (question,) = await town.chat(METTE).reads_mail()
    assert isinstance(question, ConsentRequest)


async def test_edited_with_the_original_beneath_and_every_wording_kept(editor: Editor) -> None:
    await three(editor.desk.town)
    story = await editor.id_of("Kaffen")
    original = re.search(
        r'<p class="whole">(.*?)</p>', (await editor.opens(f"/editor/stories/{story}")).text, re.S
    )
    for wording in ("Kaffen kom ud på gangen hver tirsdag.", "Kaffen kom ud på gangen. Så talte vi sammen."):
        saved = await editor.saves(story, title="Kaffe", body=wording, keep="1")
        assert (saved.status, "said=desk-saved" in saved.headers["Location"]) == (303, True)
    page = (await editor.opens(f"/editor/stories/{story}")).text
    assert original is not None
    assert original[0] in page
    assert page.count("<details>") == 2
    desk = (await editor.opens()).text
    assert "<em>rettet</em>" in desk
    assert "Så talte vi sammen." in desk[desk.index('class="preview"') :]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "Skriv mindst én sætning."),
        ("Hun hedder 010190-1234 og bor her i huset.", "Det ligner et CPR-nummer."),
        ("Bente Krogh kom forbi med kage til os alle.", "Du nævner en kollega, som ikke er spurgt."),
        ("x" * 4100, "Historien må højst være 4.000 tegn."),
    ],
)
async def test_what_may_not_be_printed_is_not_saved_and_not_lost(
    editor: Editor, body: str, says: str
) -> None:
    await three(editor.desk.town)
    story = await editor.id_of("Kaffen")
    answer = await editor.saves(story, title="Ny overskrift", body=body)
    assert (answer.status, says in answer.text) == (422, True)
    assert "Ny overskrift" in answer.text
    assert body in answer.text
    assert "Ny overskrift" not in (await editor.opens()).text


async def changed_by_its_author(editor: Editor, story: str) -> None:
    async with editor.desk.town.database.write() as session:
        row = await session.get_one(Story, (TENANT, story))
        wording = stories.Wording(
            "Kaffen", "Nu står der noget andet.", Theme.CITIZEN_FOCUS, NameShown.FULL, GRENAA
        )
        await stories.submit(session, row, wording, [], editor.desk.town.clock())


async def saved_by_another_editor(editor: Editor, story: str) -> None:
    assert (await editor.saves(story, title="Kaffen", body="Nu står der noget andet.")).status == 303


@pytest.mark.parametrize("change", [changed_by_its_author, saved_by_another_editor])
async def test_what_changed_while_she_wrote_is_not_written_over(
    editor: Editor, change: Callable[[Editor, str], Awaitable[None]]
) -> None:
    await three(editor.desk.town)
    story = await editor.id_of("Kaffen")
    form = await editor.opens(f"/editor/stories/{story}")
    await change(editor, story)
    late = await editor.saves(story, form, title="Kaffen", body="Det gamle skal ikke tilbage.", keep="1")
    assert (late.status, "Historien er ændret i mellemtiden" in late.text) == (409, True)
    assert "Det gamle skal ikke tilbage." in late.text
    assert "Nu står der noget andet." in late.text
    assert "Det gamle" not in (await editor.opens()).text
    again = await editor.saves(story, late, title="Kaffen", body="Det er læst og rettet nu.", keep="1")
    assert again.status == 303


async def with_a_photo(editor: Editor, story: str) -> str:
    """The photo's id; Anne has confirmed it."""
    town = editor.desk.town
    async with town.database.write() as session:
        row = await session.get_one(Story, (TENANT, story))
        photo = await photos.keep(session, row, Redrawn(b"\xff\xd8\xffnew", 4, 3), town.clock())
        await photos.confirm(session, photo, row, "En kande", town.clock())
    return photo.id


async def test_the_photos_words_name_nobody_who_has_not_said_yes(editor: Editor) -> None:
    await three(editor.desk.town)
    story = await editor.id_of("Kaffen")
    await with_a_photo(editor, story)
    body = "Kaffen kom ud på gangen hver tirsdag."
    named = await editor.saves(story, title="", body=body, alt_text="Bente Krogh hælder op")
    assert (named.status, "Du nævner en kollega, som ikke er spurgt." in named.text) == (422, True)
    assert (await editor.saves(story, title="", body=body, alt_text="En hånd hælder op")).status == 303


async def test_a_withdrawn_storys_photo_is_shown_to_nobody(editor: Editor) -> None:
    await three(editor.desk.town)
    photo = await with_a_photo(editor, await editor.id_of("Sangen"))
    shown = await editor.desk.ask("GET", f"/editor/photos/{photo}", headers=editor.cookie)
    assert (shown.status, shown.body) == (200, b"\xff\xd8\xffnew")
    chat = editor.desk.town.chat(BENTE)
    await chat.says("mine historier")
    await chat.taps("Træk tilbage")
    assert (await editor.opens(f"/editor/photos/{photo}")).status == 404


async def test_what_is_no_id_is_an_answer_too(editor: Editor) -> None:
    """PostgreSQL takes no NUL in a text."""
    for path in ("photos", "stories"):
        assert (await editor.opens(f"/editor/{path}/x%00")).status == 404, path
    assert (await editor.posts("/editor/stories/x%00", week=WEEK)).status == 404
    for act, status in (("pick", 409), ("take-out", 303), ("ask", 409), ("up", 409), ("order", 409)):
        assert (await editor.does(act, story="x\x00")).status == status, act


async def test_to_ask_for_a_yes_leaves_the_choice_to_the_rule(editor: Editor) -> None:
    await asked_of_mette(editor.desk.town)
    story = re.search(r'id="ask-([^"]+)"', (await editor.opens()).text)
    assert story is not None
    assert (await editor.does("ask", story=story[1])).status == 303
    await tells(editor.desk.town, BENTE, title="Sangen")
    assert await editor.order() == ["Sangen"]


async def published(editor: Editor, **fields: str) -> Answer:
    return await editor.does("publish", False, **{"name": "", "link": "", **fields})


async def test_published_once_thanked_once_and_never_changed(editor: Editor) -> None:
    town = editor.desk.town
    await three(town)
    order = await editor.order()
    done = await published(editor, name="Nyt fra os", link="https://intra.example/uge-48")
    assert (done.status, "said=desk-published" in done.headers["Location"]) == (303, True)
    again = await published(editor)
    assert (again.status, "Ugen er udgivet" in again.text) == (409, True)
    for act in ("up", "take-out", "order"):
        assert (await editor.does(act, story=["x"])).status == 409
    for person in (ANNE, BENTE):
        (thanks,) = await town.chat(person).reads_mail()
        assert isinstance(thanks, StoriesPrinted)
    page = (await editor.opens()).text
    assert "Uge 48 er udgivet" in page
    assert 'href="https://intra.example/uge-48"' in page
    assert "Markér som udgivet" not in page
    assert [page.index(title) for title in order] == sorted(page.index(title) for title in order)


@pytest.mark.parametrize(
    "link",
    [
        "http://intra.example",
        "javascript:alert(1)",
        "https://a@b.example",
        "https://",
        "//x.example",
    ],
)
async def test_a_link_that_leads_elsewhere_is_refused(editor: Editor, link: str) -> None:
    await three(editor.desk.town)
    refused = await published(editor, link=link)
    assert (refused.status, "begynder med https://" in refused.text) == (422, True)
    assert "er udgivet" not in (await editor.opens()).text


async def test_withdrawn_after_publishing_is_out_of_every_export_and_to_be_mended(editor: Editor) -> None:
    desk = editor.desk
    await three(desk.town)
    await published(editor)
    token = await desk.token()
    assert b"Sangen" in await desk.everything(WEEK, token)
    chat = desk.town.chat(BENTE)
    await chat.says("mine historier")
    await chat.taps("Træk tilbage")
    assert b"Sangen" not in await desk.everything(WEEK, token)
    for kind in ("json", "atom"):
        feed = await desk.get(f"/api/feed/{kind}", Authorization=f"Bearer {token}")
        assert (feed.status, "Sangen" in feed.text, "Kaffen" in feed.text) == (200, False, True)
    page = unescape((await editor.opens()).text)
    assert "Udgivet i uge 48 – husk at rette: »Sangen«" in page


async def test_the_same_bytes_before_and_after_publishing(editor: Editor) -> None:
    """What is previewed is what is published, but for the reasons, which the editor's touch keeps."""
    desk = editor.desk
    await three(desk.town)
    await editor.does("down", story=await editor.id_of((await editor.order())[0]))
    token = await desk.token()
    before = [(await desk.pull(WEEK, token, fmt)).body for fmt in ("md", "html", "docx", "eml", "json")]
    await published(editor)
    await tells(desk.town, ANNE, title="For sent")
    after = [(await desk.pull(WEEK, token, fmt)).body for fmt in ("md", "html", "docx", "eml", "json")]
    assert before == after


async def test_who_took_what_home_stands_on_the_desk(editor: Editor) -> None:
    desk = editor.desk
    await three(desk.town)
    await desk.pull(WEEK, await desk.token(), "docx")
    await desk.ask("GET", f"/api/digest/{WEEK}?format=md", headers=editor.cookie)
    copied = await desk.ask(
        "GET", f"/editor/week/{WEEK}/copy", headers={**editor.cookie, "HX-Request": "true"}
    )
    assert (copied.status, "Kaffen" in copied.text) == (200, True)
    page = (await editor.opens()).text
    assert "Word: test," in page
    assert "Markdown: Karen Lindhøj," in page
    assert "Udklipsholder: Karen Lindhøj," in page


async def test_the_archive_finds_what_was_printed_and_may_be_shown(editor: Editor) -> None:
    desk = editor.desk
    await three(desk.town)
    assert "Der er ikke udgivet noget endnu." in (await editor.opens("/editor/archive")).text
    await published(editor, name="Novembernyt")
    assert "Novembernyt" in (await editor.opens("/editor/archive")).text
    assert "<h3>Sangen</h3>" in (await editor.opens("/editor/archive?q=sangen")).text
    chat = desk.town.chat(BENTE)
    await chat.says("mine historier")
    await chat.taps("Træk tilbage")
    assert "Ingen historier med" in (await editor.opens("/editor/archive?q=sangen")).text


async def test_who_is_no_editor_sees_her_own_stories_and_nobody_elses(desk: Desk) -> None:
    await three(desk.town)
    anne = Editor(desk, await desk.cookie(ANNE))
    page = (await anne.opens()).text
    assert "Mine historier" in page
    assert "Kaffen" in page
    assert "Sangen" not in page
    assert (await anne.does("take-out", story="x")).status == 403
    for path in (
        "/editor/archive",
        f"/editor/week/{WEEK}/publish",
        f"/editor/week/{WEEK}/copy",
        "/editor/stories/x",
    ):
        assert (await anne.opens(path)).status == 403, path


async def test_a_week_with_nothing_is_finished_too(editor: Editor) -> None:
    page = (await editor.opens()).text
    assert "Der er ikke noget nyt i denne uge." in page
    assert (await published(editor)).status == 303
    assert "Uge 48 er udgivet" in (await editor.opens()).text


async def test_where_a_colleague_has_said_yes_the_editors_words_wait_for_both(editor: Editor) -> None:
    """Her yes was to the author's words; the author's Godkend makes them hers, and the colleague is asked anew."""
    town = editor.desk.town
    await asked_of_mette(town)
    mette = town.chat(METTE)
    await mette.reads_mail()
    await mette.taps("Ja, det er i orden")
    story = await editor.id_of("Hjælpen")
    page = (await editor.opens(f"/editor/stories/{story}")).text
    assert "Rettelsen kommer først med, når begge har sagt ja" in page
    assert 'name="keep"' not in page
    made_from = re.search(r'name="made_from" value="([^"]*)"', page)
    assert made_from is not None
    wording = {
        "title": "Hjælpen",
        "body": "Mette Ravn kom for sent og hjalp mig så.",
        "made_from": made_from[1],
    }
    sent = await editor.posts(f"/editor/stories/{story}", week=WEEK, send="1", **wording)
    assert sent.status == 303
    token = await editor.desk.token()
    assert b"kom for sent" not in await editor.desk.everything(WEEK, token)
    anne = town.chat(ANNE)
    await anne.reads_mail()
    await anne.taps("Godkend")
    assert b"Ravn" not in await editor.desk.everything(WEEK, token)
    await mette.reads_mail()
    await mette.taps("Ja, det er i orden")
    assert b"kom for sent" in await editor.desk.everything(WEEK, token)


async def test_a_refused_press_leaves_the_week_to_the_rule(editor: Editor) -> None:
    await three(editor.desk.town)
    assert (await editor.does("pick", story="another")).status == 409
    await tells(editor.desk.town, ANNE, title="Fuglen")
    assert "Fuglen" in await editor.order()


@pytest.mark.parametrize("week", ["1900-W01", "2999-W52", "2026-W50"])
async def test_a_week_that_is_far_away_is_not_published(editor: Editor, week: str) -> None:
    refused = await editor.posts(f"/editor/week/{week}/publish", name="", link="")
    assert (refused.status, "for langt væk" in refused.text) == (422, True)


async def test_a_form_in_an_odd_encoding_is_refused(editor: Editor) -> None:
    kind = "application/x-www-form-urlencoded; charset=unicode_escape"
    body = f"csrf={editor.csrf}&name=%5Cud800&link=".encode()
    headers = {**editor.cookie, "Content-Type": kind}
    answer = await editor.desk.ask("POST", f"/editor/week/{WEEK}/publish", data=body, headers=headers)
    assert answer.status == 415
