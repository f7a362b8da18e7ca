"""Cards of the story conversation: the draft, the thanks, one's own stories."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import Action, AdaptiveCard, CardElement, Container

from bot.teams.cards.contribution import thanks_for
from bot.teams.cards.parts import (
    Pen,
    asks,
    banner,
    facts,
    heading,
    line,
    quoted,
    row_of,
    small_heading,
    subtle,
)
from dialogs.screens import DraftOffer, MyStories, StoryLine, StoryThanks, StoryWithdrawn
from domain.kinds import StoryKind, StoryState
from texts.dates import long_date

LINES_SHOWN = 4  # of each story in the list


def draft_offer(screen: DraftOffer, pen: Pen) -> AdaptiveCard:
    t, hard = pen.t, screen.sounds_hard
    if hard:
        use = pen.act(t("story-hard-no"), "story.continue", screen.use, sure="true")
    else:
        use = pen.act(t("draft-use"), "story.continue", screen.use, primary=True)
    discard = pen.act(t("draft-discard"), "story.discard", screen.discard)
    if hard:
        body: list[CardElement] = [asks(t("story-hard")), quoted(screen.body), subtle(t("draft-text"))]
        # Care comes first: the way to a person is the button that stands out.
        call = pen.act(t("story-hard-yes"), "incident.instead", screen.instead, primary=True)
        return pen.card(body, [call, use, discard])
    return pen.card(
        [heading(t("draft-heading")), quoted(screen.body), subtle(t("draft-text"))], [use, discard]
    )


def story_thanks(screen: StoryThanks, pen: Pen) -> AdaptiveCard:
    t, story = pen.t, screen.story
    waiting = ", ".join(story.waiting_for)
    following = "thanks-refused" if story.state == "refused" else "thanks-next"
    thanks = t("thanks-heading-changed") if screen.changed else thanks_for(story.kind, pen)
    body: list[CardElement] = [
        banner(thanks, style="good"),
        line(t("thanks-waiting", names=waiting) if waiting else t(following)),
        quoted(story.body, title=story.title),
        facts(_with_photo(story, pen)),
        subtle(t("thanks-way-out")),
    ]
    return pen.card(body, _ways_out(story, pen))


def _facts(story: StoryLine, pen: Pen) -> Sequence[tuple[str, str]]:
    pairs = []
    if story.kind is not StoryKind.STORY:
        pairs.append((pen.t("fact-kind"), pen.t(f"contribution-{story.kind.replace('_', '-')}")))
    if story.happens_on:
        pairs.append((pen.t("fact-day"), long_date(story.happens_on, pen.language)))
    if story.theme:
        pairs.append((pen.t("fact-theme"), pen.t(f"theme-{story.theme.replace('_', '-')}")))
    pairs.append((pen.t("fact-name"), story.byline or pen.t("name-not-shown")))
    return pairs


def _with_photo(story: StoryLine, pen: Pen) -> Sequence[tuple[str, str]]:
    """Its words too: on the card of one story. A list of four has no room for them."""
    photo = [(pen.t("fact-photo"), story.photo)] if story.photo else []
    return [*_facts(story, pen), *photo]


def _ways_out(story: StoryLine, pen: Pen) -> list[Action]:
    # A draft has been sent to nobody: to take it back is to delete it, and that cannot be undone.
    draft = story.state == StoryState.DRAFT
    ways = [
        pen.act(pen.t("draft-use" if draft else "story-change"), "story.continue", story.change),
        pen.act(pen.t("draft-discard" if draft else "story-withdraw"), "stories.withdraw", story.withdraw),
    ]
    if story.add_photo:
        ways.append(pen.act(pen.t("photo-add"), "photo.add", story.add_photo))
    if story.drop_photo:
        ways.append(pen.act(pen.t("photo-drop"), "photo.drop", story.drop_photo))
    return ways


def my_stories(screen: MyStories, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [heading(t("my-stories-heading"))]
    if not screen.stories:
        body.append(line(t("my-stories-empty")))
    for story in screen.stories:
        items: list[CardElement] = [
            quoted(story.body, title=story.title, lines=LINES_SHOWN),
            facts([(t("fact-status"), _state(story, pen)), *_chosen(story, pen)]),
            row_of(*_ways_out(story, pen)),
        ]
        body.append(Container(items=items, separator=True, spacing="Medium"))
    if screen.given:
        body.append(small_heading(t("my-stories-given-heading")))
    for given in screen.given:
        items = [
            subtle(t("my-stories-given", author=given.author)),
            quoted(given.body, title=given.title, lines=LINES_SHOWN),
            row_of(pen.act(t("consent-take-back"), "consent.no", given.take_back)),
        ]
        body.append(Container(items=items, separator=True))
    actions = [pen.act(t("button-story"), "story.open", primary=not screen.stories)]
    if screen.next_page is not None:
        actions.append(pen.act(t("my-stories-more"), "stories.open", page=str(screen.next_page)))
    return pen.card(body, actions)


def _chosen(story: StoryLine, pen: Pen) -> Sequence[tuple[str, str]]:
    """Of a draft nothing is chosen yet."""
    return () if story.state == StoryState.DRAFT else _facts(story, pen)


def _state(story: StoryLine, pen: Pen) -> str:
    """Where it is; what has been printed stays printed, whatever became of it afterwards."""
    state = pen.t(f"state-{story.state.replace('_', '-')}", names=", ".join(story.waiting_for))
    if not story.printed:
        return state
    printed = pen.t("state-printed", weeks=", ".join(map(str, story.printed)))
    return printed if story.state == StoryState.READY else f"{printed}. {state}"


def story_withdrawn(screen: StoryWithdrawn, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body = [heading(t("story-withdrawn-heading")), line(t("story-withdrawn-text"))]
    return pen.card(body, [pen.act(t("story-withdrawn-undo"), "stories.undo", screen.undo)])
