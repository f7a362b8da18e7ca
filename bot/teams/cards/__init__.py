"""Screens as Adaptive Cards: one function a screen, found by its type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from microsoft_teams.cards import AdaptiveCard

from bot.teams.cards import (
    agenda,
    channel,
    check_in,
    check_in_day,
    check_in_result,
    check_in_trends,
    consent,
    edition,
    follow_up,
    hand_over,
    incident,
    incident_case,
    incident_form,
    incident_list,
    incident_offers,
    incident_patterns,
    incident_status,
    incident_taps,
    incident_text,
    menu,
    overview,
    photo,
    rhythm,
    roles,
    story,
    story_form,
)
from bot.teams.cards.parts import Pen, Surface
from dialogs import screens

__all__ = ["CARDS", "Surface", "card"]

CARDS: dict[type[screens.Screen], Callable[[Any, Pen], AdaptiveCard]] = {
    screens.Notice: menu.notice,
    screens.Welcome: menu.welcome,
    screens.TeamWelcome: channel.team_welcome,
    screens.StoryForm: story_form.story_form,
    screens.DraftOffer: story.draft_offer,
    screens.StoryThanks: story.story_thanks,
    screens.MyStories: story.my_stories,
    screens.StoryWithdrawn: story.story_withdrawn,
    screens.PhotoLink: photo.photo_link,
    screens.PhotoForm: photo.photo_form,
    screens.PhotoKept: photo.photo_kept,
    screens.ConsentRequest: consent.consent_request,
    screens.ConsentAnswered: consent.consent_answered,
    screens.ConsentOutcome: consent.consent_outcome,
    screens.Contributions: edition.contributions,
    screens.EditRequest: edition.edit_request,
    screens.StoriesPrinted: edition.stories_printed,
    screens.NewsletterOut: edition.newsletter_out,
    screens.WhomToCall: menu.whom_to_call,
    screens.AgendaCard: agenda.agenda_card,
    screens.DialogueCard: agenda.dialogue_card,
    screens.RhythmTeams: rhythm.rhythm_teams,
    screens.RhythmForm: rhythm.rhythm_form,
    screens.RhythmBreak: rhythm.rhythm_break,
    screens.RhythmSaved: rhythm.rhythm_saved,
    screens.FollowUps: follow_up.follow_ups,
    screens.FollowUpStep: follow_up.follow_up_step,
    screens.FollowUpRest: follow_up.follow_up_rest,
    screens.FollowUpOver: follow_up.follow_up_over,
    screens.WhatToExpect: follow_up.what_to_expect,
    screens.Overview: overview.overview,
    screens.RolePlaces: roles.role_places,
    screens.RolesHere: roles.roles_here,
    screens.RoleForm: roles.role_form,
    screens.RoleGiven: roles.role_given,
    screens.RoleTaken: roles.role_taken,
    screens.RoleNews: roles.role_news,
    screens.HandOver: hand_over.hand_over,
    screens.HandOverNews: hand_over.hand_over_news,
    screens.NewsletterReady: menu.newsletter_ready,
    screens.Undelivered: menu.undelivered,
    screens.MyData: menu.my_data,
    screens.CheckInCard: check_in.check_in_card,
    screens.CheckInThanks: check_in.check_in_thanks,
    screens.CheckInResult: check_in_result.check_in_result,
    screens.CheckInDay: check_in_day.check_in_day,
    screens.CheckInTeams: check_in_day.check_in_teams,
    screens.CheckInTrends: check_in_trends.check_in_trends,
    screens.IncidentFirst: incident.incident_first,
    screens.IncidentWhom: incident.incident_whom,
    screens.IncidentRoutes: incident.incident_routes,
    screens.IncidentCitizen: incident.incident_citizen,
    screens.HelpColleague: incident.help_colleague,
    screens.IncidentTap: incident_taps.incident_tap,
    screens.IncidentForm: incident_form.incident_form,
    screens.IncidentSmallForm: incident_form.incident_small_form,
    screens.IncidentSaved: incident_taps.incident_saved,
    screens.IncidentStatus: incident_status.incident_status,
    screens.IncidentAsk: incident_offers.incident_ask,
    screens.IncidentWitness: incident_offers.incident_witness,
    screens.IncidentCase: incident_case.incident_case,
    screens.Incidents: incident_list.incidents,
    screens.IncidentNews: incident_list.incident_news,
    screens.IncidentReminder: incident_list.incident_reminder,
    screens.IncidentTextBack: incident_text.incident_text_back,
    screens.IncidentPatterns: incident_patterns.incident_patterns,
    screens.IncidentAppoint: incident_list.incident_appoint,
}


def card(screen: screens.Screen, language: str, surface: Surface = Surface.CHAT) -> dict[str, Any]:
    """The card as JSON: Adaptive Card 1.5, no hex colours, well under Teams' size."""
    made = CARDS[type(screen)](screen, Pen(language, surface))
    return made.model_dump(by_alias=True, exclude_none=True)
