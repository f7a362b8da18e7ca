"""What an editor may write instead of the author's words: shorter, clearer, and about nobody new."""

from __future__ import annotations

from domain.kinds import ConsentAnswer, NameShown
from domain.story_rules import Problem, named_in, text_problems
from storage import consents, people
from storage.database import Session
from storage.tables import Story


async def problems(session: Session, story: Story, title: str, body: str) -> tuple[Problem, ...]:
    """Everything that keeps a tidied wording from being printed; () when nothing does.

    The author's rules hold, and nobody is named who has not said yes. A name that stands in the author's own
    words has been asked about there.
    """
    found = text_problems(title, body)
    return (*found, Problem.COLLEAGUE_NAMED) if await _names_somebody(session, story, title, body) else found


async def _names_somebody(session: Session, story: Story, title: str, body: str) -> bool:
    text, own = f"{title}\n{body}", f"{story.title}\n{story.body}"
    author = await people.find(session, story.tenant_id, story.author_id)
    if author is None:
        return True
    hidden = story.name_shown != NameShown.FULL and named_in(text, [author.name])
    if hidden and not named_in(own, [author.name]):
        return True
    asked = await consents.of_story(session, story)
    yes = {consent.person_id for consent in asked if consent.answer == ConsentAnswer.YES}
    while (named := await people.named(session, author, text, yes)) is not None:
        person = await people.find(session, story.tenant_id, named)
        if person is None or not named_in(own, [person.name]):
            return True
        yes.add(named)
    return False
