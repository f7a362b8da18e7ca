"""A photo to a story: the link to hand one in, and what must be said before anybody else sees it."""

from __future__ import annotations

from dialogs.base import Act, Chosen, Conversation, Payload, Reply, Turn
from dialogs.screens import Choice, Notice, PhotoForm, PhotoKept, PhotoLink, Screen
from domain.excerpt import excerpt
from domain.photo_rules import Caption, CaptionProblem, PictureProblem, Redrawn, caption_problems, tidy_alt
from storage import photo_links, photos
from storage.tables import Story, StoryPhoto

ADD, SAVE, DROP = "photo.add", "photo.save", "photo.drop"
STORIES_SHOWN = 4
LABEL = 60
READ_MAX = 2_000  # of an alt text; nobody types more
GONE = "photo-gone"


class Describe(Payload):
    story: Chosen = ""
    alt_text: str = ""
    no_citizen: Chosen = ""
    all_agreed: Chosen = ""

    def caption(self) -> Caption:
        return Caption(
            alt_text=tidy_alt(self.alt_text[:READ_MAX]),
            no_citizen=self.no_citizen == "true",
            all_agreed=self.all_agreed == "true",
        )


async def add(turn: Turn, payload: Payload, story_id: str) -> Reply:
    """The link to the page, and that she may just as well send it here."""
    story = await photos.story_for(turn.session, turn.actor, story_id)
    if story is None:
        return Reply(Notice("story-gone"))
    key = await photo_links.open_link(turn.session, story, turn.now)
    return Reply(PhotoLink(label_of(story), f"{turn.public_url}/photo?key={key}"), spent=False)


async def received(turn: Turn, seen: Redrawn | PictureProblem) -> Screen:
    """A picture in her own chat: kept beside her newest story until she has said what must be said."""
    if isinstance(seen, PictureProblem):
        return Notice(f"photo-problem-{seen.replace('_', '-')}")
    photo = await photos.receive(turn.session, turn.actor, seen, turn.now)
    if photo is None:
        return Notice("photo-story-first")
    return await _form(turn, photo, photo.story_id, Caption())


async def _form(
    turn: Turn,
    photo: StoryPhoto,
    story_id: str,
    caption: Caption,
    problems: tuple[CaptionProblem, ...] = (),
    save: str = "",
) -> PhotoForm:
    hers = await photos.stories_for(turn.session, turn.actor, limit=STORIES_SHOWN)
    return PhotoForm(
        save=save or await turn.button(SAVE, photo.id, lives=photos.UNCONFIRMED_KEPT),
        drop=await turn.button(DROP, photo.id, lives=photos.UNCONFIRMED_KEPT),
        stories=tuple(Choice(story.id, label_of(story)) for story in hers),
        story=story_id,
        caption=caption,
        problems=problems,
    )


def label_of(story: Story) -> str:
    """What its author knows it by: its heading, or how it begins."""
    return excerpt(story.title or " ".join(story.body.split()), LABEL)


async def save(turn: Turn, payload: Describe, photo_id: str) -> Reply:
    """Nobody sees it before she has described it, and made both promises."""
    photo = await photos.waiting(turn.session, turn.actor, photo_id)
    if photo is None:
        return Reply(Notice(GONE))
    caption = payload.caption()
    story = await photos.story_for(turn.session, turn.actor, payload.story)
    missing = () if story else (CaptionProblem.STORY_MISSING,)
    problems = (*missing, *caption_problems(caption))
    if story is None or problems:
        again = await _form(turn, photo, payload.story, caption, problems, save=payload.token)
        return Reply(again, spent=False)
    await photos.confirm(turn.session, photo, story, caption.alt_text, turn.now)
    return Reply(await _kept(turn, photo, story))


async def saved_already(turn: Turn, photo_id: str) -> Screen:
    photo = await photos.own(turn.session, turn.actor, photo_id)
    story = await photos.story_for(turn.session, turn.actor, photo.story_id) if photo else None
    return await _kept(turn, photo, story) if photo and story else Notice(GONE)


async def _kept(turn: Turn, photo: StoryPhoto, story: Story) -> PhotoKept:
    return PhotoKept(label_of(story), photo.alt_text, await turn.button(DROP, photo.id))


def form_of_before(payload: Describe) -> PhotoForm:
    """The form as it was sent, and the same button: it could not be saved, nor anything be looked up."""
    chosen = (Choice(payload.story, ""),) if payload.story else ()
    return PhotoForm(
        save=payload.token,
        drop="",
        stories=chosen,
        story=payload.story,
        caption=payload.caption(),
        not_saved="form-not-saved",
    )


async def drop(turn: Turn, payload: Payload, photo_id: str) -> Reply:
    """Erased, also where it is published already: every later export is without it."""
    if not await photos.discard(turn.session, turn.actor, photo_id):
        return Reply(Notice(GONE))
    return Reply(Notice("photo-dropped"))


async def dropped_already(turn: Turn, photo_id: str) -> Screen:
    return Notice("photo-dropped")


CONVERSATION = Conversation(
    name="photo",
    acts=(
        Act(ADD, add),
        Act(SAVE, save, Describe, again=saved_already, unsaved=form_of_before),
        Act(DROP, drop, again=dropped_already),
    ),
)
