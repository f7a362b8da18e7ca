"""The first hello in a team's channel. Everybody can read it: no person's name."""

from __future__ import annotations

from microsoft_teams.cards import AdaptiveCard, Choice, ChoiceSetInput

from bot.teams.cards.parts import Pen, heading, line
from dialogs.screens import TeamWelcome


def team_welcome(screen: TeamWelcome, pen: Pen) -> AdaptiveCard:
    t = pen.t
    if screen.team is not None:
        after = (
            t("team-welcome-next", when=pen.when(screen.next_meeting_at))
            if screen.next_meeting_at
            else t("team-welcome-no-rhythm")
        )
        body = [
            heading(t("team-welcome-heading", team=screen.team)),
            line(t("team-welcome-text")),
            line(after),
        ]
        return pen.card(body)
    which = ChoiceSetInput(
        id="team",
        label=t("team-which-label"),
        placeholder=t("team-which-placeholder"),
        choices=[Choice(title=team.label, value=team.value) for team in screen.teams],
        is_required=True,
        error_message=t("team-which-error"),
    )
    button = pen.act(t("team-which-button"), "channel.bind", screen.bind, primary=True, inputs=True)
    return pen.card([heading(t("team-which-heading")), line(t("team-which-text")), which], [button])
