"""What Medvind keeps, what for, and until when: every column of every table, for the data protection officer.

One table in code. docs/retention.md is written from it. A test fails for a column that is not here, or that
is nowhere else, and for a limit that is not the one that the erasing uses. The limits are a proposal (facts
2.8): the municipality's officer has the last word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.audit import KEPT as AUDIT_KEPT


class Class(StrEnum):
    """What kind of data a column holds."""

    PERSONAL = "personal"
    SPECIAL = "special care"
    TEXT = "what people write"
    CONTACT = "ways to reach somebody"
    CONFIDENTIAL = "confidential answers"
    ORGANISATION = "organisation"
    TECHNICAL = "technical"


PURPOSES: Mapping[Class, str] = {
    Class.PERSONAL: "Ordinary personal data (Art. 6): who somebody is at work, what she has done in Medvind "
    "and when. To address her, and to show things only to those whom they concern.",
    Class.SPECIAL: "Treated as if Art. 9 applied, although nobody is asked about health: what somebody was "
    "exposed to, and what help she wants. To care for the one it hit, and to prevent the next. Sealed where "
    "it is a word or a sentence; a moment or a yes stands open where a row must be found by it.",
    Class.TEXT: "Free text, which may hold anything. For the one purpose of its table. Always sealed.",
    Class.CONTACT: "Ids and addresses that lead to a chat, a channel or a telephone. To deliver a message. "
    "Always sealed, but for the address of Teams' servers, which is the same for everybody.",
    Class.CONFIDENTIAL: "Parts of a check-in that together hold no answer by a person. To count a group. "
    "Made with a secret that is destroyed.",
    Class.ORGANISATION: "Names of units, teams and forums, and the rules that the municipality has set. No "
    "personal data. To know where something belongs and when it is due.",
    Class.TECHNICAL: "Random ids, keys, marks, states and moments. To make things work, and only "
    "once. It says nothing about a person by itself.",
}


@dataclass(frozen=True)
class Rule:
    """A table: what it is for, and until when. `limit` is counted from what `kept` says.

    `limit` None: no clock erases it; `kept` says what does.
    """

    purpose: str
    kept: str
    columns: tuple[tuple[Class, str], ...]
    limit: timedelta | None = None

    def names(self) -> Iterator[tuple[str, Class]]:
        for kind, names in self.columns:
            for name in names.split():
                yield name, kind


P, S, W, R = Class.PERSONAL, Class.SPECIAL, Class.TEXT, Class.CONTACT
C, G, T = Class.CONFIDENTIAL, Class.ORGANISATION, Class.TECHNICAL

_MEETING = "Two years after the meeting, like other results."
_AS_IMPORTED = "Until the next import of the organisation changes or leaves it out."
_WITH_ITS_INCIDENT = "With its incident."
_TWO_YEARS, _MONTH, _YEAR = timedelta(days=730), timedelta(days=30), timedelta(days=365)
_WITH_ITS_ROUND = "Until the round closes."

RULES: Mapping[str, Rule] = {
    "agenda_point": Rule(
        "What stands on the agenda of a meeting, and what the group agreed on.",
        _MEETING,
        (
            (T, "tenant_id id forum_id week meets_at swapped discussed_at postponed_at agreed_at told_at"),
            (W, "agreement"),
        ),
        _TWO_YEARS,
    ),
    "agenda_question": Rule(
        "Which topic and dialogue card a meeting had.",
        "With its agenda point.",
        ((T, "tenant_id point_id forum_id topic card"),),
        _TWO_YEARS,
    ),
    "api_token": Rule(
        "Access for a machine that fetches the newsletter section; only a hash of the token.",
        "Until it expires, a year after it was made.",
        ((T, "tenant_id token_hash created_at expires_at"), (W, "label")),
        timedelta(0),
    ),
    "area": Rule(
        "The area, as the municipality names it.",
        _AS_IMPORTED,
        ((T, "tenant_id id"), (G, "name check_in_weeks")),
    ),
    "audit": Rule(
        "Who has done what to an incident, and when, in a chain in which nothing can be changed unseen. "
        "No content. To be able to answer for who has seen it, and that it was followed up and erased.",
        "Five years, from the oldest end. Longer than the incident itself, so that it can be answered for "
        "afterwards. No further than the chain is whole.",
        ((P, "at person_id act"), (T, "tenant_id position subject seal")),
        AUDIT_KEPT,
    ),
    "audit_head": Rule(
        "Where a municipality's chain begins and ends, and the secret it is made with.",
        "As long as the municipality uses Medvind.",
        ((T, "tenant_id secret first anchor last newest seal"),),
    ),
    "button": Rule(
        "What a button on a card may do, for whom and until when.",
        "30 days after it has expired.",
        (
            (T, "tenant_id token act expires_at used_at"),
            (W, "object_id"),
            (P, "person_id"),
            (R, "conversation_id"),
        ),
        _MONTH,
    ),
    "card_draw": Rule(
        "Which dialogue cards a forum has had, so that none comes twice.",
        "As long as the forum is there: no personal data.",
        ((T, "tenant_id forum_id deck_round card topic drawn_at"),),
    ),
    "check_in_eligible": Rule(
        "Who may answer in a round: a one-way mark. In no backup.",
        _WITH_ITS_ROUND,
        ((T, "tenant_id round_id"), (C, "mark")),
    ),
    "check_in_release": Rule(
        "What was told of a round: the words for a group, never a count.",
        "24 months after the round closed.",
        ((T, "tenant_id level node_id closes_on"), (G, "body")),
        _TWO_YEARS,
    ),
    "check_in_round": Rule(
        "A round of check-ins, with a tally that takes the month's key to open.",
        "24 months after it closed; its secret and its tally are wiped when it closes.",
        ((T, "tenant_id id unit_id closes_on state"), (G, "question"), (C, "wrapped tally")),
        _TWO_YEARS,
    ),
    "check_in_taken": Rule(
        "That somebody has answered in a round: a one-way token. In no backup.",
        _WITH_ITS_ROUND,
        ((T, "tenant_id round_id"), (C, "token")),
    ),
    "check_in_talk": Rule(
        "That a team has talked about its result, and the small thing it tries.",
        "With its round.",
        ((T, "tenant_id round_id team_id talked_at try_until outcome"), (W, "trial")),
        _TWO_YEARS,
    ),
    "check_in_team": Rule(
        "Which teams are counted in a round.",
        "With its round.",
        ((T, "tenant_id round_id team_id closes_on"),),
        _TWO_YEARS,
    ),
    "contact": Rule(
        "Whom to call, with who keeps the number right.",
        _AS_IMPORTED,
        ((T, "tenant_id id position"), (G, "kind checked_on"), (R, "number"), (P, "name owner"), (W, "note")),
    ),
    "delivery": Rule(
        "How the mail may flow: held, paused, how fast.",
        "Overwritten all the time: no personal data.",
        ((T, "tenant_id held_since paused_until free_at checked_at"),),
    ),
    "disturbance": Rule(
        "That somebody has had her one unprompted message of a week.",
        "60 days after the week.",
        ((T, "tenant_id week message"), (P, "person_id")),
        timedelta(days=60),
    ),
    "follow_up": Rule(
        "A leader's own reminders to keep in touch, known by the name of a tree. No colleague, no reason.",
        "30 days after its last step, or its end.",
        ((T, "tenant_id id erase_on"), (P, "leader_id word"), (S, "started_on step due_at ended_at")),
        _MONTH,
    ),
    "follow_up_model": Rule(
        "The municipality's own days and text for it, with who keeps them right.",
        _AS_IMPORTED,
        ((T, "tenant_id"), (G, "days counted talk checked_on"), (W, "text"), (P, "owner")),
    ),
    "forum": Rule(
        "Where something stands on the agenda, and when it meets.",
        "Until it is left out of the import and nothing refers to it.",
        (
            (T, "tenant_id id unit_id team_id in_organisation nudge_due_at"),
            (
                G,
                "kind name topics weekday meets_at cadence anchor lead_days wakes sleeps rests_from rests_to",
            ),
            (G, "paused_until moved_week moved_to held_week next_week next_meeting_at"),
            (P, "convenor_id"),
        ),
    ),
    "heard": Rule(
        "What was answered, so that a message that Teams sends twice is answered the same.",
        "7 days; the answer itself an hour. What colleagues or leaders have done is not kept at all.",
        ((T, "tenant_id mark heard_at replied_at"), (W, "answer")),
        timedelta(days=7),
    ),
    "incident": Rule(
        "A registration of violence, threats or a near miss, and how it stands with what follows: to care "
        "for the one it hit, to keep the employer's duties, and to prevent the next.",
        "12 months after it is closed and the official report is settled. Never while either is open.",
        (
            (T, "tenant_id id number due_at"),
            (G, "unit_id"),
            (P, "reporter_id hit_id registered_at state closed_at"),
            (S, "kind audience who_did_it place small occurred_at outside_working_hours"),
            (S, "talk_at debriefing police"),
            (S, "official_report_status official_report_settled_at asked_at got_help"),
            (W, "what_happened what_before what_was_done police_note"),
        ),
        _YEAR,
    ),
    "incident_draft": Rule(
        "What somebody has tapped so far, so that she can go on after she was called away.",
        "24 hours after the last tap.",
        ((T, "tenant_id changed_at"), (P, "person_id"), (S, "taps")),
        timedelta(hours=24),
    ),
    "incident_offer": Rule(
        "The offers of help, and the person's own answer to each.",
        _WITH_ITS_INCIDENT,
        ((T, "tenant_id incident_id"), (P, "person_id"), (S, "offer answer answered_at")),
        _YEAR,
    ),
    "incident_part": Rule(
        "Who is what to an incident, from when and until when, and when she first read it.",
        _WITH_ITS_INCIDENT,
        ((T, "tenant_id incident_id"), (P, "person_id part since until seen_at")),
        _YEAR,
    ),
    "incident_question": Rule(
        "What the work environment group asks about an incident, two questions at the most, and the answers.",
        _WITH_ITS_INCIDENT,
        ((T, "tenant_id incident_id position"), (P, "asked_by asked_at answered_at"), (W, "question answer")),
        _YEAR,
    ),
    "incident_rules": Rule(
        "The municipality's own hours and days, with where they come from and who keeps them right.",
        _AS_IMPORTED,
        (
            (T, "tenant_id"),
            (G, "first_aid_hours assessment_hours calls_hours police_hours report_days"),
            (G, "ask_first_days ask_last_days checked_on"),
            (W, "origin"),
            (P, "owner"),
        ),
    ),
    "incident_step": Rule(
        "What is to be done about an incident by when, and whether it was.",
        _WITH_ITS_INCIDENT,
        ((T, "tenant_id incident_id due_at next_at told"), (P, "step done_at done_by")),
        _YEAR,
    ),
    "member": Rule(
        "Who is in a team in Teams: to know who may see what a team is shown.",
        "Until the person is no longer in the team, as Teams tells it.",
        ((T, "tenant_id"), (P, "team_id person_id owns")),
    ),
    "newsletter": Rule(
        "A week's newsletter from the editor's first touch on: its name, where it can be read, and what was "
        "agreed on in meetings, as it was printed.",
        "As long as the municipality keeps its archive: it is its own publication. No clock erases it; the "
        "stories in it go when their authors withdraw them.",
        (
            (T, "tenant_id week without"),
            (G, "link"),
            (P, "touched_at published_at published_by"),
            (W, "title area agreements"),
        ),
    ),
    "newsletter_export": Rule(
        "Who has taken a week's section home, when, in which format, and with which stories: to know where "
        "something must be put right when somebody takes her yes back.",
        "365 days.",
        ((T, "tenant_id id"), (P, "week format person_id at stories"), (W, "label")),
        timedelta(days=365),
    ),
    "newsletter_item": Rule(
        "A story's place in a week, why it is there, and its words as they were printed.",
        "With its story: a story that is withdrawn is in no export from that moment on, and 30 days later it "
        "is erased, also from the weeks that had it.",
        (
            (T, "tenant_id week story_id place picked reason revision photo_id"),
            (P, "byline unit_name"),
            (W, "title body alt_text"),
        ),
        _MONTH,
    ),
    "outbox": Rule(
        "What Medvind says first, and whether it came through.",
        "90 days after it was delivered or given up; what is about an incident or a follow-up goes with it.",
        (
            (
                T,
                "tenant_id id key delivery_class message object_id team_id replaces_mark not_before",
            ),
            (T, "not_after state attempts lease_until owner reason created_at finished_at"),
            (P, "person_id"),
            (R, "conversation_id replaces activity_id"),
        ),
        timedelta(days=90),
    ),
    "person": Rule(
        "Somebody of the municipality: to know her, to speak her language, and to reach her.",
        "As long as she is known to the organisation. Who has left is marked, and nothing is sent to her; "
        "no clock erases the row.",
        (
            (T, "tenant_id name_mark chat_mark"),
            (
                P,
                "id name title unit_id team_id in_organisation language welcomed_at unreachable_since",
            ),
            (P, "left_at invited"),
            (R, "service_url conversation_id"),
        ),
    ),
    "role_grant": Rule(
        "Who holds which role where: to show things to those who are to see them.",
        "Until the import or an administrator takes it back.",
        ((T, "tenant_id by_card"), (P, "person_id role unit_id handed_over_until")),
    ),
    "story": Rule(
        "A good story from work, from draft to newsletter.",
        "Drafts 30 days after the last change, withdrawn ones 30 days; one that is ready until its author "
        "withdraws it.",
        (
            (T, "tenant_id id unit_id kind happens_on theme revision"),
            (
                P,
                "author_id name_shown no_citizen_confirmed state created_at changed_at ready_at withdrawn_at",
            ),
            (W, "title body"),
        ),
        _MONTH,
    ),
    "story_consent": Rule(
        "Somebody's yes or no to being named in a story, or to her own words in it.",
        "With its story.",
        ((T, "tenant_id id story_id revision"), (P, "person_id reason answer asked_at answered_at")),
        _MONTH,
    ),
    "story_photo": Rule(
        "A photo to a story, drawn again without what the camera wrote into it, with its description.",
        "24 hours until whoever sent it has confirmed that no citizen can be seen and that colleagues have "
        "said yes. From then on with its story, or until a newer one takes its place before it is printed.",
        (
            (T, "tenant_id id story_id width height"),
            (P, "image created_at confirmed_at"),
            (W, "alt_text"),
        ),
        timedelta(hours=24),
    ),
    "story_version": Rule(
        "The editor's wording of a story, and what its author says to it. The author's own stays beside it.",
        "With its story.",
        (
            (T, "tenant_id id story_id number revision"),
            (P, "person_id written_at answer answered_at"),
            (W, "title body"),
        ),
        _MONTH,
    ),
    "team": Rule(
        "A team, and the channel where Medvind may speak to it.",
        "As long as the organisation has it; the channel until Medvind is taken out of it.",
        (
            (T, "tenant_id id teams_group_id in_organisation channel_mark roster_due_at check_in_due_at"),
            (G, "unit_id name check_in_day"),
            (R, "service_url conversation_id"),
        ),
    ),
    "unit": Rule(
        "A unit, as the municipality names it.",
        "As long as the organisation has it, or something refers to it.",
        ((T, "tenant_id id area_id in_organisation"), (G, "name")),
    ),
    "web_key": Rule(
        "A one-time link to a page, or the session that it was exchanged for: hashes only.",
        "Until it expires: a link after 10 minutes, a session after 30 without a visit, and after 12 hours.",
        ((T, "tenant_id key_hash purpose expires_at used_at app_role_until"), (P, "person_id")),
        timedelta(0),
    ),
}


def columns() -> list[tuple[str, Class]]:
    """Every column as `table.column`, with its class; one that is named twice stands here twice."""
    return [(f"{table}.{name}", kind) for table, rule in RULES.items() for name, kind in rule.names()]


def document() -> str:
    """All of it as Markdown, for the officer."""
    lines = ["# What Medvind keeps, what for, and until when", ""]
    lines += ["Written from domain/retention.py by scripts/retention.py; do not edit it here.", ""]
    lines += ["The limits are a proposal for the municipality's data protection officer.", ""]
    lines += ["## Classes", ""]
    lines += [f"- **{kind}**: {purpose}" for kind, purpose in PURPOSES.items()]
    lines += ["", "## Tables"]
    for table, rule in sorted(RULES.items()):
        lines += ["", f"### {table}", "", rule.purpose, "", f"**Kept:** {rule.kept}", ""]
        for kind in Class:
            if found := sorted(name for name, its in rule.names() if its is kind):
                lines.append(f"- {kind}: {', '.join(f'`{name}`' for name in found)}")
    return "\n".join(lines) + "\n"
