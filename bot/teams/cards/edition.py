"""Cards about the newsletter for those who write it and those who read it: the editor's own are elsewhere."""

from __future__ import annotations

from urllib.parse import quote

from microsoft_teams.cards import Action, AdaptiveCard, CardElement

from bot.teams.cards.parts import Pen, banner, heading, line, quoted, small_heading, subtle
from dialogs.screens import Contributions, EditRequest, NewsletterOut, StoriesPrinted
from domain.contribution import OFFERED

# A new chat in Teams with words in it, to be sent to whomever she chooses: Medvind learns nothing of it.
# Not Teams' page for sharing a link: that is for Edge and Chrome on a desktop, and most of us have a phone.
NEW_CHAT = "https://teams.microsoft.com/l/chat/0/0?users=&message="
# As clients count; twice that in bytes, and a card must stay under 24 KB. Each line costs too.
BOTH_TEXTS, LINES = 8600, 12


def contributions(screen: Contributions, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [heading(t("contribute-heading"))]
    actions: list[Action] = []
    for kind in OFFERED:
        name = kind.replace("_", "-")
        title = t(f"contribution-{name}")
        body.append(line(f"**{title}** {t(f'contribution-about-{name}')}"))
        actions.append(pen.act(title, f"contribute.{name}"))
    body.append(subtle(t("contribution-seen-by")))
    return pen.card(body, [*actions, pen.act(t("button-story"), "story.open")])


def edit_request(screen: EditRequest, pen: Pen) -> AdaptiveCard:
    t = pen.t
    hers = _first(BOTH_TEXTS - _length(screen.new_body), screen.body)
    body = [
        heading(t("edit-heading")),
        line(t("edit-text")),
        small_heading(t("edit-new")),
        quoted(screen.new_body, title=screen.new_title, lines=LINES),
        small_heading(t("edit-old")),
        quoted(hers, title=screen.title, lines=LINES),
        subtle(t("edit-shared" if screen.shared else "edit-no-answer")),
        subtle(t("edit-way-out")),
    ]
    approve = pen.act(t("edit-approve"), "edit.approve", screen.approve, primary=True)
    return pen.card(body, [approve, pen.act(t("edit-rewrite"), "edit.rewrite", screen.rewrite)])


def _length(text: str) -> int:
    """As clients count: most emoji are two."""
    return len(text.encode("utf-16-le")) // 2


def _first(most: int, text: str) -> str:
    """Only two texts that are long, and full of emoji, have no room together."""
    if _length(text) <= most:
        return text
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore") + " …"


def stories_printed(screen: StoriesPrinted, pen: Pen) -> AdaptiveCard:
    t, week = pen.t, screen.week.week
    told = "printed-stories" if screen.are_stories else "printed-others"
    body = [
        banner(t(told, count=len(screen.titles), week=week), t("printed-thanks"), style="good"),
        quoted("\n".join(screen.titles)),
        line(t("printed-seen-by")),
        line(t("printed-next", week=screen.week.next().week)),
    ]
    actions = [pen.act(t("button-story"), "story.open", primary=True)]
    if screen.link:
        actions.append(pen.read_on(t("newsletter-read"), screen.link))
    actions.append(pen.act(t("button-my-stories"), "stories.open"))
    return pen.card(body, actions)


def newsletter_out(screen: NewsletterOut, pen: Pen) -> AdaptiveCard:
    """In a channel: no button of ours, so that nothing of a press is kept, or seen by anybody else."""
    t, week = pen.t, screen.week.week
    body: list[CardElement] = [
        banner(t("out-heading"), t("out-which", name=screen.name, week=week) if screen.name else ""),
    ]
    if screen.count:
        body.append(line(t("out-count", count=screen.count, week=week)))
    body.append(line(t("out-next", week=screen.week.next().week)))
    body.append(subtle(t("out-remind-note")))
    read = [pen.link(t("newsletter-read"), screen.link)] if screen.link else []
    # The link beside the words, not in them: a text would take signs out of it that Markdown knows.
    message = f"{t('out-remind-message', week=week)} {screen.link}".strip()
    return pen.card(body, [*read, pen.read_on(t("out-remind"), NEW_CHAT + quote(message, safe=""))])
