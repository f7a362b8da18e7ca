### Every word a person reads, in English, after the Danish. Rules: domain/voice.md (you, short, no guilt).
### Order in every message: thanks, what happens now, who sees it. `register` is not `report`.

## What people may write. The first phrase is the command's title in Teams.

hello-phrases = hello | hi | hej | hej med dig | hejsa | goddag | hey | help | menu | start | english | in english | speak english
story-phrases = share a good story | share a story | good story | new good story | new story | save as good story
my-stories-phrases = my stories | my story
incident-phrases = something happened | something has happened | register an incident
incidents-phrases = incidents | my incidents | show incidents
care-phrases = how to help a colleague | help a colleague
contacts-phrases = who can i call | whom can i call | call
check-in-phrases = check in | check-in | checkin
check-in-day-phrases = check-in day | day for check-ins | choose check-in day
check-in-trends-phrases = results | check-in results | results of check-ins
dialogue-card-phrases = dialogue card | show a dialogue card
rhythm-phrases = reminders | reminder | rhythm
overview-phrases = overview | my overview | before the meeting
newsletter-phrases = newsletter | the newsletter
contribute-phrases = contribute to the newsletter | contribution | contributions
kudos-phrases = praise | praise a colleague | kudos
community-phrases = event | an event
visit-phrases = come along for a day | follow visit | job shadowing
learning-phrases = what we learned
neighbour-phrases = know your neighbour
my-data-phrases = my data | what have you saved
cancel-phrases = cancel | stop | undo | no thanks

## Shared

lock-screen = You have a message from Medvind
button-cancel = Cancel
button-menu = What can I do?
button-story = Share a good story
button-incident = Something happened
button-incidents = Incidents
button-my-stories = My stories
button-newsletter = Newsletter
button-contribute = Contribute to the newsletter
button-overview = Overview
button-follow-up = Follow-up when somebody is ill
button-rhythm = Reminders
button-check-in = Check in
button-check-in-trends = Results of check-ins
button-check-in-day = Day of check-ins
button-my-data = My data
form-problems = Something needs another look. What you have written is still here.
form-not-saved = It was not saved. Try again in a moment. What you have written is still here.
form-button-gone = That button no longer works. It was not saved. What you have written is still here. Try again.

## Hello and help

welcome-heading = Hi { $name }
welcome-heading-nameless = Hi
welcome-text = I collect good stories in Health and Care for the newsletter. I only keep what you send me.
welcome-hint = You can also just write two lines about something that worked. In a channel I only see messages that mention me.
welcome-question = What would you like?
team-welcome-heading = Hi { $team }
team-welcome-text = Before your meeting you get a dialogue card for the standing point. It is about sickness absence and attendance. I only see messages that mention me.
team-welcome-next = Your next meeting is on { $when }.
team-welcome-no-rhythm = I do not know your meeting time yet. Your leader can write “reminders” to me.
team-which-heading = Which team is this?
team-which-text = Then I know where your dialogue card should go. Your leader or deputy chooses.
team-which-label = Team
team-which-placeholder = Choose team
team-which-error = Choose a team.
team-which-button = This is us

## Short messages

cancelled = All right. I have done nothing more.
card-too-old = The card is from an earlier version. It has not been used. Try again from here.
button-gone = That button no longer works. Nothing has happened. Try again from here.
button-used = That is already done. Nothing new has happened.
not-saved = It was not saved. Try again in a moment.
nobody = I cannot see who you are. So I have kept nothing.
tell-more = Write a few lines about something that worked. I turn them into a draft that only you see.
text-too-long = The text has { NUMBER($length) } characters. A story can have at most { NUMBER($most) }. It is not saved, but it is still in your message.
cpr-refused = This looks like a CPR number. I have not saved it. Write it again without the number.
speak-privately = That is best done in a private chat. Write to me directly, and the others in the channel do not see it.
channel-help = Here in the channel you can write “dialogue card” or “reminders”. You share stories in a private chat with me.

## The story form

story-form-heading = Share a good story
story-form-heading-change = Change the story
story-form-intro = Write the way you talk. Two lines are enough. The editor reads the story before it is in the newsletter.
story-form-words-of = The words belong to { $name }. I ask { $name } first. Nobody else sees the story before a yes.
story-title-label = Title (optional)
story-title-placeholder = E.g. The coffee moved out into the corridor
story-title-error = The title can have at most 100 characters.
story-body-label = What happened?
story-body-placeholder = E.g. Yesterday we managed to …
story-body-error = Write at least one sentence.
story-theme-label = Theme
story-theme-placeholder = Choose theme
story-theme-error = Choose a theme.
story-name-label = Include your name?
story-name-full = Yes, my full name
story-name-first-name-and-title = First name and job title only
story-name-none = No, without a name
story-name-error = Choose whether to include your name.
story-colleague-label = Is the story about a colleague?
story-colleague-nobody = No, no colleague is mentioned
story-colleague-hint = Your colleague sees the text and is asked before the editor sees it.
story-colleague-chosen = The colleague you chose
story-unit-label = Where do you work?
story-unit-placeholder = Choose unit
story-unit-chosen = The unit you chose
story-unit-error = Choose where you work.
story-citizen-label = Citizens and residents
story-citizen-title = No citizen or resident can be recognised, even without a name
story-citizen-error = Tick the box when no citizen or resident can be recognised.
story-form-way-out = You can always change the story or withdraw it. Write “my stories”.
story-send = Send the story
story-hard = This sounds like something hard. Do you want to register it as an incident instead?
story-hard-yes = Yes, something happened
story-hard-no = No, it is a good story

story-problem-body-empty = Write at least one sentence.
story-problem-body-too-short = Write at least one whole sentence.
story-problem-body-too-long = The text is too long. It can have at most 4,000 characters.
story-problem-title-too-long = The title can have at most 100 characters.
story-problem-body-no-words = There are no words yet. Write what happened.
story-problem-cpr = This looks like a CPR number. I have not saved it. Write the text without the number.
story-problem-theme-missing = Choose a theme.
story-problem-name-missing = Choose whether to include your name.
story-problem-unit-missing = Choose where you work.
story-problem-citizen-not-confirmed = Tick the box when no citizen or resident can be recognised.
story-problem-unknown-choice = One of the choices no longer exists. Choose again.
story-problem-colleague-named = You mention { $name }. Choose { $name } here, and I ask first. Or write without the name.
story-problem-colleague-left = You mention { $name }. I can no longer ask { $name }. Write without the name.
story-problem-source-unknown = I cannot ask whoever wrote the message. Tell the story in your own words.
story-problem-day-missing = Choose a day.
story-problem-day-past = That day is over. Choose today or a later day.
story-problem-day-far = That day is more than a year away. Choose an earlier one.

## Draft, thanks, my stories

draft-heading = Shall this become a good story?
draft-text = I keep it as a draft for 30 days. Only you can see it.
draft-use = Finish it
draft-discard = Delete the draft
draft-discarded = The draft is deleted.
drafts-erased = Your drafts are deleted.
thanks-heading = Thank you for the story
thanks-heading-changed = Thank you, the change is saved
thanks-next = The editor reads it before it can be in the week’s newsletter.
thanks-waiting = I have asked { $names }. The text waits for consent. The editor sees it when everybody has said yes.
thanks-refused = Your colleague’s answer was no thanks. The text is not included, and the editor does not see it.
thanks-way-out = Write “my stories” if you want to change the text or withdraw it.
story-change = Change
story-withdraw = Withdraw
story-already-sent = The text is already sent. It has not been sent twice.
story-gone = The text no longer exists. Nothing has happened.
story-already-withdrawn = The text is already withdrawn.
story-withdrawn-heading = Thank you, the text is withdrawn
story-withdrawn-text = It will not be in the newsletter. The text is fully deleted in 30 days.
story-withdrawn-undo = Undo
my-stories-heading = My stories
my-stories-empty = You have no stories just now. Have you seen something that worked?
my-stories-more = Show more
my-stories-given-heading = You have said yes to
my-stories-given = Story from { $author }
fact-theme = Theme
fact-name = Name
fact-kind = Type
fact-day = Day
fact-status = Status
name-not-shown = Not shown
state-draft = Draft, only you see it
state-awaiting-consent = Waiting for consent from { $names }
state-refused = The answer was no thanks. The story will not be included.
state-ready = With the editor
state-printed = Printed in week { $weeks }
untitled = Without a title

## A photo to a story
photo-add = Add a photo
photo-save = Save the photo
photo-drop = Delete the photo
fact-photo = Photo
photo-link-heading = Add a photo
photo-link-text = Send the photo here in the chat, or open the page and choose it there.
photo-link-lives = The page works for 30 minutes. If you send it here, Teams keeps a copy too.
photo-link-open = Open the page
photo-form-heading = The photo has been received
photo-form-text = The editor sees it only when you have saved it here. Otherwise it is deleted after 24 hours.
photo-story-label = The story that the photo belongs to
photo-story-chosen = The story you chose
photo-story-error = Choose a story.
photo-alt-label = Description (for screen readers)
photo-alt-placeholder = What is in the photo?
photo-alt-error = Say in short what is in the photo.
photo-citizen-label = Citizens
photo-citizen-title = No citizens can be seen or recognised
photo-colleagues-label = Colleagues
photo-colleagues-title = All colleagues in the photo have said yes
photo-promise-error = Tick this before the photo can be saved.
photo-caption-story-missing = Choose one of your stories.
photo-caption-alt-missing = Say in words what is in the photo.
photo-caption-alt-too-long = The description may have 200 characters at most.
photo-caption-alt-cpr = This looks like a CPR number. I have not saved it. Write the description without the number.
photo-caption-citizen-not-confirmed = Photos in which citizens can be recognised cannot be used. Tick this if nobody can.
photo-caption-colleagues-not-confirmed = Ask whoever is in it. Tick this too if no colleagues are in the photo.
photo-kept-heading = Thank you, the photo is saved
photo-kept-text = It goes with the story. Only the editor sees it before it is published.
photo-kept-way-out = Write “my stories” if you want to delete it again.
photo-dropped = The photo is deleted. It is left out when the newsletter is fetched again.
photo-gone = The photo is not here any more. Nothing has happened.
photo-story-first = I have not saved the photo. Write the story first, and then send the photo again.
photo-not-kept = The photo is not saved. Photos belong to good stories only.
photo-problem-none = Choose a photo first.
photo-problem-several = Send one photo at a time. I have not saved any of them.
photo-problem-not-fetched = The photo could not be fetched. Try sending it again.
photo-problem-too-heavy = The photo is larger than 5 MB. Choose a smaller one, or take a screenshot of it.
photo-problem-too-large = The photo has too many pixels. Send it in a smaller size.
photo-problem-heic = The photo is in the HEIC format. Take it with the camera in Teams to get a JPEG.
photo-problem-other-kind = The file is not a photo that I can use. Send a photo as JPEG, PNG or WebP.
photo-problem-broken = The photo cannot be read. Try taking or sending it again.

## The page where a photo is handed in
web-photo-to = To the story: { $title }
web-photo-text = The photo is kept without place, time and other hidden information.
web-photo-file = Photo, 5 MB at most
web-photo-again = Choose the photo again. What you have written is still here.
web-photo-link-used = Write “my stories” to Medvind in Teams, and ask for a new link.
web-photo-too-heavy = The photo is too large
web-photo-too-heavy-text = It is larger than 5 MB. Go back and choose a smaller photo.

## Consent

consent-heading = May your words go in the newsletter?
consent-heading-about = May a story about you go in the newsletter?
consent-text = { $author } would like to share what you wrote. If you say yes, the editor reads the story. If you say no, nobody else sees it.
consent-text-about = { $author } has written a story that includes you. If you say yes, the editor reads it. If you say no, nobody else sees it.
consent-way-out = You can always take back a yes.
consent-yes = Yes, that is fine
consent-no = No thanks
consent-said-yes = Thank you for your yes
consent-said-yes-next = The editor now reads the story. You can take back your yes here or under “my stories”.
consent-said-no = Thank you for your answer
consent-said-no-next = The story will not be included. The editor does not see it.
consent-take-back = Take back my yes
consent-yes-after-all = Yes, after all
consent-gone = No answer is needed. The story was withdrawn, or you are not in it any more.
consent-answered-already = You have already answered. Write “my stories” if you want to change it.
consent-outcome-yes = { $colleague } has said yes
consent-outcome-yes-next = Your story “{ $title }” is now with the editor.
consent-outcome-yes-waiting = Your story “{ $title }” still waits for consent from someone else.
consent-outcome-no = { $colleague } has said no thanks
consent-outcome-no-next = Your story “{ $title }” will not be included as it is. You can change it or withdraw it.
consent-outcome-no-words = Your story “{ $title }” is not included. The editor does not see it.

# To the administrator, when an important message does not arrive
undelivered-heading = A message has not arrived
undelivered-what = { $name } has not got a message that must not get lost. Teams could not deliver it.
undelivered-somebody = A colleague
undelivered-next = Talk to { $name } today. Ask that Medvind is added and that somebody writes "hi".
undelivered-seen-by = Only administrators see this message.

## Something happened: whom to call

call-heading = Are you safe?
call-danger = If there is danger now, call 1-1-2 or use your alarm. I am not an alarm and nobody watches this chat.
call-people = Do you want to talk to someone now?
call-leader = Leader
call-deputy = Deputy
call-representative = Work environment representative
call-numbers = Numbers
call-number-checked = { $note } Last checked { $date } by { $owner }.
call-nobody = I do not know where you work, so I do not know your leader. Talk to a colleague on duty.
call-register = To register an incident, press the button. The form can wait.

## The standing point

agenda-topic-attendance = Standing point: sickness absence and attendance
agenda-topic-psychological-safety = Standing point: psychological safety
agenda-heading-several = Standing points at your meeting
agenda-when = Week { $week } · { $forum } · { $when }
agenda-when-discussed = Week { $week } · { $forum } · discussed
agenda-when-postponed = Week { $week } · { $forum } · put off to the next meeting
agenda-card-label = Dialogue card
agenda-rule = Talk about conditions, not persons. Nobody needs to tell about their own illness.
agenda-rule-safety = Talk about conditions, not persons. It is fine just to listen.
agenda-last = Last time you agreed (week { $week })
agenda-agreed = You agreed
agenda-discussed = We have discussed it
agenda-postpone = Put off to the next meeting
agenda-undo = Undo
agenda-swap = New question
agenda-swap-leader-only = The leader or deputy chooses a new question. The card is the same.
agenda-agreement-label = What did we agree? (optional)
agenda-agreement-placeholder = E.g.: We swap the two heavy mornings
agenda-agreement-hint = Write about conditions, not persons. Everyone in the channel sees it, also at the next meeting. The leader can pass it on to the newsletter and the committee.
agenda-agreement-hint-private = Write about conditions, not persons. The leader and the convenor see it. The leader can pass it on to the newsletter and the committee.
agenda-agree = Save the agreement
agenda-edit = Change the agreement
agenda-problem-too-long = The agreement may be at most 300 characters. Write what matters most.
agenda-problem-cpr = This looks like a CPR number. I have not saved it. Write the agreement without the number.
agenda-problem-name = “{ $name }” looks like a name. Write what you do, not who. The agreement is not saved yet.
agenda-gone = The point no longer exists. Nothing has happened.
agenda-lock-screen = A dialogue card for your next meeting

card-culture-1 = What do we say when the phone rings and a colleague calls in sick?
card-culture-2 = When is one ill enough to stay home here – and who decided that?
card-culture-3 = Which words do we use about absence that may make someone come back too early?
card-culture-4 = What makes us look forward to work on a grey Tuesday in November?
card-work-1 = Which part of the work drains us most just now, and what would ease it a little?
card-work-2 = When in the day or week are we most pressed, and what could be moved?
card-work-3 = Which meetings with citizens or relatives stay in the body, and where do we unload them?
card-work-4 = When do we work alone, and what do we lack to feel safe about it?
card-contact-1 = How do we want colleagues to keep in touch when we are ill – and when do we want peace?
card-contact-2 = What must the team know about an absence to do the work, and what is not our business?
card-contact-3 = Who takes the call in the morning, and how does it become a decent talk in two minutes?
card-contact-4 = Do we all know when the leader calls during illness, and what the talk is for?
card-return-1 = What is a good first day back after a long time away?
card-return-2 = Which tasks can one begin with if one can only work a few hours?
card-return-3 = How do we avoid that the one who returns has to explain to everyone?
card-return-4 = How do we agree on special arrangements so that both the one and the rest can live with them?
card-daily-1 = Which tasks can wait when we are two short on the shift – and who says it aloud?
card-daily-2 = Is it fairly shared here who gets asked to take extra shifts?
card-daily-3 = What do we do for temps and newcomers so that they do not stand alone on a pressed day?
card-daily-4 = How do we tell citizens and relatives that we are fewer today without blaming anyone?
card-prevent-1 = How do we notice that someone is getting too much to carry – and what do we do then?
card-prevent-2 = What have we tried that actually helped, and why did we stop?
card-prevent-3 = Which small thing will we try for the next four weeks, and who keeps an eye on it?
card-prevent-4 = What should our local committee know about what we have just talked about?

# Twelve cards on psychological safety, in the same voice as those on attendance.
card-doubt-1 = When did we last say "I don’t know" out loud – and what happened then?
card-doubt-2 = What is easy to ask about here, and what do we keep quiet about?
card-doubt-3 = What can we do today to make it easier for a colleague to ask for help?
card-mistakes-1 = When something goes wrong here: do we look for who it was, or for what we can learn?
card-mistakes-2 = What nearly went wrong recently, and what made us notice it?
card-mistakes-3 = How do we talk about a mistake so that the one who made it wants to come in tomorrow?
card-voice-1 = How do we tell each other that we disagree – and what do we do when it is hard?
card-voice-2 = What do we talk about out in the car park that belongs at our meeting?
card-voice-3 = When one of us tells the leader something unpleasant: what happens afterwards?
card-belonging-1 = How can a new colleague, a student or a temp feel that their questions are welcome?
card-belonging-2 = Whose experience is missing at our meetings – the night team’s, the temps’, the newcomers’ – and how do we get it in?
card-belonging-3 = Which small thing will we try for the next four weeks so that it gets easier to speak up?

## Check-ins

check-in-heading = Check-in
check-in-team = { $team } · answer before { $when }
check-in-confidential = Confidential – only shown together.
check-in-who = The team and its leader see the joint answer at the same time. The unit and the area only see their own joint answer. It takes at least { $least } answers.
check-in-who-elsewhere = The answers are shown for several teams together only, from { $least } answers on. Neither your team nor your leader sees the team by itself.
check-in-final = Your answer is counted without your name. It cannot be changed afterwards.
check-in-together = Your answers are counted together with { $teams }. That protects each of you.
check-in-tried = Last time you wanted to try:
check-in-about = How we look after your answer
check-in-stop = Stop these messages
check-in-resume = Get messages again
check-in-answer-clearly = Yes, clearly
check-in-answer-mostly = Mostly
check-in-answer-seldom = Seldom
check-in-answer-no = No
check-in-answer-skip = Skip
check-in-thanks-heading = Thank you for checking in
check-in-thanks-first = Your first tap counts and cannot be changed.
check-in-thanks-next = The result comes on { $day }, if there are enough answers.
check-in-thanks-who = The team and its leader see the same at the same time.
check-in-thanks-elsewhere = The answers are shown for several teams together only.

# The eight questions, as they stand in voice.md 3.4
check-in-question-ci-doubt = In the past week, could you say "I don't know" without holding back?
check-in-question-ci-help = Did you get help the last time you asked a colleague?
check-in-question-ci-mistake = When something went wrong, did we talk about what we could learn from it?
check-in-question-ci-disagree = Can you disagree with the group and still be part of it?
check-in-question-ci-newcomer = Are newcomers, students and temps heard on equal terms with the rest of us?
check-in-question-ci-direct = When something chafes between us, does the right person get to know?
check-in-question-ci-leader = Can you call your leader even when you have something unpleasant to say?
check-in-question-ci-followup = Did anything visible happen with what we raised last?
check-in-short-ci-doubt = Doubt
check-in-short-ci-help = Help
check-in-short-ci-mistake = Mistakes
check-in-short-ci-disagree = Disagreeing
check-in-short-ci-newcomer = Newcomers
check-in-short-ci-direct = Saying it directly
check-in-short-ci-leader = The leader
check-in-short-ci-followup = Follow-up

# The result: words, never a grade. Below ten answers only which way they lean.
check-in-result-heading = Result of the check-in
check-in-result-closed = { $team } · { $day }
check-in-result-talked = { $team } · { $day } · you have talked about it
check-in-result-asked = You were asked
check-in-result-answer = Your joint answer
check-in-level-high = Leans towards yes
check-in-level-middle = Midway between yes and no
check-in-level-low = Leans towards no
check-in-step-0 = No
check-in-step-1 = Between no and seldom
check-in-step-2 = Seldom
check-in-step-3 = Between seldom and mostly
check-in-step-4 = Mostly
check-in-step-5 = Between mostly and yes, clearly
check-in-step-6 = Yes, clearly
check-in-divided = The answers are divided. At least { $least } lean towards yes, and at least { $least } towards no.
check-in-band-few = Between 5 and 9 have answered.
check-in-band-several = Between 10 and 19 have answered.
check-in-band-many = 20 or more have answered.
check-in-result-few = There are too few answers to show a result that protects everyone. That is fine.
check-in-result-elsewhere = The answers to this question are never shown for one team by itself. That protects those who answer.
check-in-result-together = Your answers are counted together with { $teams }. They see the same at the same time.
check-in-result-same = The team and its leader see the same at the same time.
check-in-talk-label = Talk about it for five minutes
check-in-last = Last time you wanted to try
check-in-last-asked = Did it happen?
check-in-happened = It happened
check-in-not-yet = Not yet
check-in-outcome-happened = It happened. Thank you for trying.
check-in-outcome-not-yet = It has not happened yet. That is fine.
check-in-talked = We talked about it
check-in-plan = What do we want to try?
check-in-plan-again = Change what we want to try
check-in-trial = You want to try
check-in-trial-until = We look at it again after { $day }.
check-in-trial-label = What do we want to try?
check-in-trial-placeholder = E.g.: We begin the shift by saying what we are in doubt about
check-in-trial-hint = One small thing is enough. Everyone in the channel sees it. Write about conditions, not persons.
check-in-until-label = When do we see if it happened?
check-in-until-placeholder = Choose date
check-in-keep = Save it
check-in-problem-too-long = The text can have at most 300 characters. Write what matters most.
check-in-problem-cpr = This looks like a CPR number. I have not saved it. Write the text without the number.
check-in-problem-name = “{ $name }” looks like a name. Write what you do, not who. It is not saved yet.
check-in-problem-day = Choose today or a day within half a year.
check-in-problem-empty = Write one small thing you want to try.

# One question to talk about: conditions, never persons. One for each question and each result.
checkin-talk-ci-doubt-high = What makes it easy here to say "I don't know"?
checkin-talk-ci-doubt-middle = In which situations is it hardest to say that we are in doubt?
checkin-talk-ci-doubt-low = What can we change on the shift to make doubt easier to say aloud?
checkin-talk-ci-doubt-none = When in the day do we need to be able to ask quickly?
checkin-talk-ci-help-high = What makes help easy to get here, also on busy days?
checkin-talk-ci-help-middle = When in the day is help hardest to get, and what could be moved?
checkin-talk-ci-help-low = What stands in the way of help: time, distance, telephone or something else?
checkin-talk-ci-help-none = How do we tell each other that we need help?
checkin-talk-ci-mistake-high = What did we learn when something last went wrong, and what has changed since?
checkin-talk-ci-mistake-middle = What gets in the way when we should talk about something that went wrong?
checkin-talk-ci-mistake-low = Where and when could we spend five minutes on what went wrong?
checkin-talk-ci-mistake-none = Which fixed time do we have for talking about something that went wrong?
checkin-talk-ci-disagree-high = What lets us disagree and still work well together?
checkin-talk-ci-disagree-middle = Which subjects are easy to disagree about, and which are harder?
checkin-talk-ci-disagree-low = What can we change at our meetings so that more views are heard?
checkin-talk-ci-disagree-none = How do we decide something when we see it differently?
checkin-talk-ci-newcomer-high = What do we do on a first day that is worth doing every time?
checkin-talk-ci-newcomer-middle = What do newcomers, students and temps most often not know when the shift begins?
checkin-talk-ci-newcomer-low = What can we change so that newcomers, students and temps get to speak?
checkin-talk-ci-newcomer-none = What must a new colleague, a student or a temp know in the first hour?
checkin-talk-ci-direct-high = What makes it easy to raise a thing directly here?
checkin-talk-ci-direct-middle = When in the day is it calm enough to raise what chafes?
checkin-talk-ci-direct-low = What would it take to say what chafes early and kindly?
checkin-talk-ci-direct-none = What do we want to do when something chafes in our work together?
checkin-talk-ci-leader-high = What makes it easy to bring up something hard, and what should we keep?
checkin-talk-ci-leader-middle = When and how is it easiest to bring up something hard?
checkin-talk-ci-leader-low = Which fixed time or way would make it easier to say something hard?
checkin-talk-ci-leader-none = What is the easiest way when something hard must be said to management?
checkin-talk-ci-followup-high = What made something happen the last time we raised something?
checkin-talk-ci-followup-middle = Which part of what we raised still needs one more step?
checkin-talk-ci-followup-low = Which small part can we change ourselves, and what must management answer?
checkin-talk-ci-followup-none = What have we raised lately, and how far has it come?

# The leader's choice of day
check-in-day-heading = On which day does { $team } check in?
check-in-day-text = { $every ->
    [2] Every second week each person in the team gets one question. You do not see what one person answers.
   *[other] Every { $every } weeks each person in the team gets one question. You do not see what one person answers.
}
check-in-day-leaders = Leaders and deputies do not answer. The result comes in the team’s channel, and you see it then.
check-in-day-label = Day of the week
check-in-day-placeholder = Choose day
check-in-day-error = Choose a day of the week.
check-in-day-save = Save the day
check-in-day-stop = Stop check-ins in the team
check-in-day-change = Choose another day
check-in-day-saved = Thank you, the day is saved
check-in-day-next = { $team } is asked next on { $when }.
check-in-day-stopped = All right, the team is not asked
check-in-day-again = { $team } has no check-ins just now. You can choose a day again when you like.
check-in-teams-heading = Which team is it about?
check-in-teams-label = Team
check-in-teams-placeholder = Choose team
check-in-teams-error = Choose a team.
check-in-teams-choose = Show the day

# Over time
check-in-trends-heading = Check-ins over time
check-in-trends-text = Each round has its own question, so the answers are never added up.
check-in-trend-team = { $name }
check-in-trend-unit = All of { $name }
check-in-trend-area = All of { $name }
check-in-trends-round = Round
check-in-trends-question = Question
check-in-trends-result = Joint answer
check-in-trends-gap = – not shown
check-in-trends-gap-means = – means too few answers for a result that protects everyone.
check-in-trends-scale = 1 = no · 2 = seldom · 3 = mostly · 4 = yes, clearly
check-in-trends-open = A round is open until { $when }.
check-in-trends-empty = There have been no rounds yet. The results come here when a round is over.
check-in-trends-more = The earlier rounds are on the page.
check-in-trends-link = Open the check-in page

# Short answers
check-in-none-open = No round is open just now. The next one begins on { $when }.
check-in-none-planned = Your team has not chosen a day for check-ins yet. Your leader can write “check-in day” to me.
check-in-leader = Leaders and deputies do not answer check-ins. You see the same as the team at the same time.
check-in-owner = Whoever owns the team in Teams does not answer check-ins. You see what the team sees, at the same time.
check-in-no-team = I do not know which team you belong to. An administrator can write it in the organisation file.
check-in-too-small = You are too few for a round this time. With so few, an answer could be guessed. That is fine.
check-in-not-eligible = The round began before you joined the team. You are part of the next one.
check-in-closed = Thank you, but the round is over and this answer is not counted. Write “results” to see what came of it.
check-in-lost = I can no longer count answers in that round. Nothing has been saved.
check-in-gone = That card is too old, or it is not yours. Nothing has happened.
check-in-stopped = All right. You get no more messages about check-ins. You can still write “check in” and answer.
check-in-resumed = Thank you. You get a message again when a round begins.
check-in-day-leader-only = The team’s leader or deputy chooses the day for check-ins. Nothing has been changed.
check-in-trends-none = There is nothing to see yet. The results come when a round is over.

## The rhythm of a forum

rhythm-heading = When does { $forum } meet?
rhythm-heading-which = Which meeting would you like to see?
rhythm-text = The team’s channel gets a dialogue card before each meeting. Leader, deputy or administrator can change it.
rhythm-text-private = Whoever convenes gets a dialogue card before each meeting. Leader, deputy or administrator can change it.
rhythm-forum-label = Meeting
rhythm-weekday-label = Day of the week
rhythm-at-label = Time
rhythm-cadence-label = How often?
rhythm-anchor-label = Date of one of the meetings, if it is not every week
rhythm-topics-label = Standing point
rhythm-lead-label = When should the card come?
rhythm-hours-label = At what time of day may I write?
rhythm-summer-label = Summer
rhythm-until-label = When should the reminders start again?
rhythm-day-label = New date
rhythm-choose = Choose
rhythm-anchor-placeholder = Choose date
rhythm-weekday-0 = Monday
rhythm-weekday-1 = Tuesday
rhythm-weekday-2 = Wednesday
rhythm-weekday-3 = Thursday
rhythm-weekday-4 = Friday
rhythm-weekday-5 = Saturday
rhythm-weekday-6 = Sunday
rhythm-cadence-weekly = Every week
rhythm-cadence-every-second-week = Every second week
rhythm-cadence-monthly = Every month
rhythm-cadence-quarterly = Every quarter
rhythm-cadence-half-yearly = Every half-year
rhythm-topics-attendance = Sickness absence and attendance
rhythm-topics-psychological-safety = Psychological safety
rhythm-topics-attendance-and-psychological-safety = Both on one card
rhythm-lead = { $days ->
    [0] The same day
    [1] 1 working day before
   *[other] { $days } working days before
}
rhythm-hours = Between { $first } and { $last }
rhythm-summer = No meetings in weeks { $first }–{ $last }
rhythm-summer-none = We meet all summer
rhythm-save = Save the meeting time
rhythm-stop = Stop reminders
rhythm-breaks = Pause, or move a meeting
rhythm-breaks-heading = Pause or move: { $forum }
rhythm-pause-heading = Pause the reminders
rhythm-pause = Pause
rhythm-go-on = End the pause now
rhythm-move-heading = Move the next meeting, this once
rhythm-move-text = The next meeting is on { $when }.
rhythm-move = Move the meeting
rhythm-problem-forum = Choose a meeting.
rhythm-problem-weekday = Choose a day of the week.
rhythm-problem-at = Write the time, e.g. 14:30.
rhythm-problem-cadence = Choose how often you meet.
rhythm-problem-anchor = Choose the date of one of the meetings, so I know which week.
rhythm-problem-topics = Choose the standing point.
rhythm-problem-lead = Choose a shorter notice. The card cannot come before the previous meeting.
rhythm-problem-hours = Choose at what time of day I may write.
rhythm-problem-summer = Choose whether you meet in summer.
rhythm-problem-until = Choose a date after today and at most a year ahead.
rhythm-problem-day = The date must not be past. It must lie after a pause and before the meeting after this one.
rhythm-leader-only = The leader, deputy or administrator sets the meeting time. Nothing has been changed.
bind-leader-only = The team’s leader or deputy chooses that. Nothing has been changed.
rhythm-saved-heading = Thank you, the meeting time is saved
rhythm-saved-next = { $forum } next meets on { $when }.
rhythm-saved-nudge = The dialogue card comes on { $nudge }.
rhythm-saved-sent = The dialogue card for that meeting has been sent.
rhythm-saved-who = Everyone in the team’s channel sees the card.
rhythm-saved-no-channel = Add Medvind to the team in Teams, so that the card has somewhere to go.
rhythm-saved-convenor = Only whoever convenes gets the card.
rhythm-saved-nobody = I do not know who convenes. An administrator can write it in the organisation file.
rhythm-stopped = { $forum } gets no reminders just now. You can start them again whenever you like.

## Private reminders to keep in touch with a colleague who is ill (1-3-10)

follow-up-phrases = 1-3-10 | follow-up | follow-ups | my follow-ups | absence follow-up | what to expect | 1-5-14 | 2-6-14
# Neutral words for runs: trees that are not also common names.
follow-up-word-phrases = Birch | Oak | Beech | Maple | Elm | Larch | Pine | Spruce | Chestnut | Poplar | Hawthorn | Alder | Cedar | Cypress | Fir | Hornbeam | Medlar | Mulberry | Quince | Sycamore | Walnut | Yew | Blackthorn | Whitebeam | Crab apple | Plum | Redwood | Sequoia | Osier | Buckthorn
follow-up-heading = Follow-up during sickness absence
follow-up-text = I remind you to keep in touch with a colleague who is ill. The model is { $model }.
follow-up-kept = Start when a colleague calls in sick. The follow-up is named after a tree, so you mention nobody. Only you see it.
follow-up-start = Start a follow-up today
follow-up-running = Under way
follow-up-show = Show { $word }
follow-up-next = The next reminder is on { $when }.
follow-up-none-left = There are no more reminders.
follow-up-more = You have more under way. They appear here when others are over.
follow-up-day = Day { $day }.
follow-up-day-heading = { $word } · day { $day }
follow-up-legitimate = It is legitimate to be ill.
follow-up-first-text = Get in touch today, briefly and kindly. Ask how you best keep in touch.
follow-up-later-text = Get in touch again. Hear whether there is something you can do to help.
follow-up-talk-heading = { $word } · the talk within four weeks
follow-up-talk-limit = Hold it on { $limit } at the latest.
follow-up-talk-text = Arrange a talk about the way back. It may be by phone. The rule is sygedagpengeloven § 7 a.
follow-up-may = You may ask
follow-up-ask-how-long = How long do you expect to be away?
follow-up-ask-tasks = Are there tasks that you can manage?
follow-up-ask-workplace = Is there something we can do at work?
follow-up-ask-partial = Can you work some hours? That is called a partial return.
follow-up-ask-contact = How and when shall we talk again?
follow-up-ask-colleagues = May the colleagues know that you are ill?
follow-up-may-not = You may not ask
follow-up-ask-illness = What is wrong with you?
follow-up-ask-symptoms = Which symptoms do you have?
follow-up-ask-medicine = Which medicine do you take?
follow-up-law = The rule is helbredsoplysningsloven (act 286 of 1996). Colleagues may be told that somebody is ill, but not why.
follow-up-told-anyway = If you hear it anyway, let it stay between you. Do not write it down.
follow-up-own = The municipality’s own text
follow-up-own-checked = Kept by { $owner }. Last checked { $date }.
follow-up-seen-by = Only you see this. I keep the word { $word }, the first day and the next reminder. I do not know whom it is about.
follow-up-done = Done
follow-up-snooze = Remind me the next working day
follow-up-stop = Stop
follow-up-all = My follow-ups
follow-up-first-day-label = First day of absence
follow-up-first-day-save = Correct the first day
follow-up-problem-missing = Choose a date.
follow-up-problem-future = The date is not changed. Choose today or a day before.
follow-up-problem-early = The date is not changed. Choose a day within the last 28 days.
follow-up-rest-started = Thank you, the follow-up { $word } is under way
follow-up-rest-done = Thank you, that is done
follow-up-rest-snoozed = All right, the follow-up { $word } waits
follow-up-rest-moved = Thank you, the first day is corrected.
follow-up-rest-waiting = The follow-up { $word } is under way
follow-up-rest-next = I remind you of { $word } on { $when }.
follow-up-finished = Thank you, the follow-up { $word } is finished
follow-up-stopped = All right, the follow-up { $word } is stopped
follow-up-erased = You get no more reminders about it. I erase everything about it on { $day }.
follow-up-start-again = If you did not mean to, start a new one and correct the first day. Only you see them.
follow-up-gone = That follow-up no longer exists. Nothing has happened.
follow-up-leader-only = A leader or deputy starts a follow-up. Nothing has been started.
follow-up-expect-heading = What to expect when you are ill
follow-up-expect-text = It is legitimate to be ill. Your leader keeps in touch with you.
follow-up-expect-contact = Your leader gets in touch with you.
follow-up-four-weeks = Within four weeks.
follow-up-expect-talk = You talk about the way back. It may be by phone. The rule is sygedagpengeloven § 7 a.
follow-up-in-calendar-days = The first day of absence is day 1. Weekends and holidays count.
follow-up-in-working-days = The first day of absence is day 1. After it Monday to Friday count, but not holidays.
follow-up-expect-may = Your leader may ask
follow-up-expect-may-not = Your leader may not ask
follow-up-expect-bring = You may bring somebody to talks, for example your union representative.
follow-up-expect-kept = I do not keep who is ill. Your leader’s reminders are without a name.

## Overview

overview-heading = Overview
overview-forum = { $forum }
overview-next = Next meeting: week { $week }, { $when }.
overview-discussed = { $when } The point has been discussed.
overview-paused = { $when } The reminders pause until { $until }.
overview-no-rhythm = I do not know the meeting time. Write “reminders” to set it.
overview-no-forums = You have no meetings here yet.
overview-more = { $count ->
    [one] You have 1 more meeting. Write “reminders” to see it.
   *[other] You have { $count } more meetings. Write “reminders” to see them.
}
overview-meeting = Show the card for the meeting
overview-tell = May go in the newsletter
overview-untell = Take it out of the newsletter
overview-told = The editor may print it in the newsletter. It is also in the committee’s list, with the name of the meeting.
overview-runs = Your own follow-up reminders
overview-runs-seen-by = Only you see them.
overview-run-show = Show { $word }
overview-run-due = Next reminder: { $when }.
overview-run-last = The last step has been shown.
overview-paper = Open the list for the committee
overview-paper-text = The list shows where the point is on the agenda. It also shows where it has been discussed. The link works once, for 10 minutes.
overview-leader-only = The overview is for leaders, deputies, the MED secretary and the administrator. Write “dialogue card” to see a card.

## The editor

newsletter-heading = For the newsletter · week { $week }
newsletter-none = No new stories this week. That is perfectly fine.
newsletter-last-week = { $count ->
    [one] Last week: 1 story.
   *[other] Last week: { $count } stories.
}
newsletter-count = { $count ->
    [one] 1 story is ready.
   *[other] { $count } stories are ready.
}
newsletter-awaiting = { $count ->
    [one] 1 story waits for consent.
   *[other] { $count } stories wait for consent.
}
newsletter-agreements = { $count ->
    [one] 1 agreement is ready.
   *[other] { $count } agreements are ready.
}
newsletter-published = Published { $when }.
newsletter-open = Open the editor’s desk
newsletter-link-note = The link works once, for 10 minutes, and only for you.
newsletter-editor-only = The editor opens the newsletter. You find your own stories under “my stories”.

## What goes to the newsletter besides stories

contribute-heading = What would you like to share?
contribution-seen-by = The editor reads it before it can be in the newsletter.
contribution-kudos = Praise for a colleague
contribution-community = An event
contribution-visit = Come along for a day
contribution-learning-story = What we learned
contribution-neighbour = Know your neighbour
# The form when nothing could be saved, and nobody can say which of these it was.
contribution-any = For the newsletter
contribution-about-kudos = Say thank you for something. Your colleague is asked first.
contribution-about-community = Coffee, singing or a walk that others can join.
contribution-about-visit = Let a colleague follow you for a day.
contribution-about-learning-story = Something you do differently now.
contribution-about-neighbour = Tell others what you do in your unit.
contribution-change = Change the text
contribution-intro-kudos = Write what your colleague did and what it meant. Two lines are enough.
contribution-intro-community = Write what happens, where it is and who can join.
contribution-intro-visit = Write what one can see with you and how to arrange it.
contribution-intro-learning-story = Write what happened and what you do now. Write about the work, not about persons.
contribution-intro-neighbour = Write what you do in your unit and what you can help others with.
contribution-intro-any = Two lines are enough.
contribution-title-kudos = E.g. Thank you for your help on Monday
contribution-title-community = E.g. We sing together
contribution-title-visit = E.g. A morning in home care
contribution-title-learning-story = E.g. Now we check the brake first
contribution-title-neighbour = E.g. This is what we do in the day centre
contribution-title-any = E.g. We sing together
contribution-body-kudos = What did your colleague do?
contribution-body-community = What happens, and where?
contribution-body-visit = What can one see with you?
contribution-body-learning-story = What did you learn?
contribution-body-neighbour = What do you do?
contribution-body-any = Your text
contribution-example-kudos = E.g. On Monday you stayed longer so that the rest of us could …
contribution-example-community = E.g. We meet in the canteen at 14:00 and …
contribution-example-visit = E.g. You can come along on a morning shift …
contribution-example-learning-story = E.g. We found that … Now we …
contribution-example-neighbour = E.g. Here we help with …
contribution-example-any = E.g. Here we …
contribution-colleague = Is a colleague mentioned?
contribution-day = Which day?
contribution-day-optional = Which day? (optional)
contribution-day-placeholder = Choose a day
contribution-day-error = Choose a day.
contribution-send = Send it
contribution-not-hard = No, it is for the newsletter
contribution-way-out = You can always change the text or withdraw it. Write “my stories”.
contribution-thanks-kudos = Thank you for your praise
contribution-thanks-community = Thank you for telling us about it
contribution-thanks-visit = Thank you for the offer
contribution-thanks-learning-story = Thank you for sharing what you learned
contribution-thanks-neighbour = Thank you for telling us about your unit

## The editor's wording, and the loop back to those who wrote

edit-heading = May the text stand like this in the newsletter?
edit-text = Thank you for your text. The editor has suggested a change. Your own text is kept as you wrote it.
edit-new = The editor’s suggestion
edit-old = Your text
edit-no-answer = If you do not answer, the editor can use the suggestion.
edit-shared = If you approve, your colleague is asked again. If you do not answer, your own text is used.
edit-way-out = You can always withdraw the text. Write “my stories”.
edit-approve = Approve
edit-rewrite = Change it myself
edit-approved = Thank you. The editor can now use the changed text. You can still withdraw it.
edit-approved-shared = Thank you. Your colleague is asked before the edited text is included.
edit-answered = You have already answered. Write “my stories” if you want to change the text.
edit-gone = No answer is needed. The text has changed since, or it was withdrawn.
printed-stories = { $count ->
    [one] Your story is printed in week { $week }
   *[other] Your stories are printed in week { $week }
}
printed-others = { $count ->
    [one] Your contribution is printed in week { $week }
   *[other] Your contributions are printed in week { $week }
}
printed-thanks = Thank you for sharing.
printed-seen-by = Everybody who gets the newsletter can see it.
printed-next = Have you seen more that worked? Then it can be in week { $week }.
newsletter-read = Read the newsletter
out-heading = The newsletter is out
out-which = { $name } · week { $week }
out-count = { $count ->
    [one] Week { $week } has 1 contribution from a colleague.
   *[other] Week { $week } has { $count } contributions from colleagues.
}
out-next = Have you seen something that worked? Write to me in a chat. Then it can be in week { $week }.
out-remind = Remind a colleague
out-remind-note = When you remind a colleague, you choose whom. I am not told.
# In a message that she sends herself, in her own name.
out-remind-message = The newsletter for week { $week } is out. Have you seen something that worked? Write two lines to Medvind in Teams.

## My data

my-data-heading = This is what I have saved about you
my-data-name = Name
my-data-title = Job title
my-data-unit = Unit
my-data-roles = Roles
my-data-stories = Stories
my-data-drafts = Drafts
my-data-consents = Your yeses
my-data-follow-ups = Follow-ups
my-data-follow-ups-kept = Only you see follow-ups. They are erased 30 days after the last step.
my-data-check-ins = None of your check-in answers is kept with your name. While a round is open, I only remember whether you have answered.
my-data-incidents = Incidents
my-data-incidents-kept = An incident is erased one year after everything is closed.
my-data-download = Download it all as a file
web-my-data-login = Download my data
web-my-data-sign-in = Write “my data” to Medvind in Teams, and you will get a new link.
web-my-data-link-used = The link has been used or is too old. Write “my data” to Medvind in Teams to get a new one.
my-data-nothing = –
my-data-text = The organisation gives name, title, unit and roles. If you are not in it, you chose the unit yourself. I also remember your language and our chat.
my-data-retention = Drafts and withdrawn stories are deleted after 30 days.
my-data-erase = Delete my drafts
role-leader = Leader
role-deputy = Deputy
role-work-environment-rep = Work environment representative
role-editor = Editor
role-administrator = Administrator
role-area-head = Head of the area
role-med-secretary = MED secretary

## Roles, given and taken away by an administrator

roles-phrases = roles | roles and access | give a role | role | access
button-roles = Roles
role-as-leader = a leader
role-as-deputy = a deputy
role-as-work-environment-rep = a work environment representative
role-as-editor = an editor
role-as-administrator = an administrator
role-as-area-head = head of the area
role-as-med-secretary = a MED secretary
roles-where-heading = Roles and access
roles-where-text = Choose where the role holds.
roles-where-label = Unit
roles-where-placeholder = Choose a unit
roles-where-error = Choose a unit.
roles-where-button = Show the roles
roles-whole-area = All of { $area }
roles-heading = Roles in { $place }
roles-text = Only administrators can see and change the list here.
roles-none = Nobody has a role here yet.
roles-from-file = from the organisation file
roles-from-card = given in chat
roles-own = Only somebody else can remove your own role as an administrator.
roles-take = Remove { $name } as { $role }
roles-more = There are more roles than the card can show.
roles-give-open = Give a role
roles-other-place = Choose another unit
roles-give-heading = Give a role in { $place }
roles-who-sees = The person is told of the role, and that you have given it.
roles-person-label = Who?
roles-person-placeholder = Choose a person
roles-role-label = Role
roles-role-placeholder = Choose a role
roles-give = Give the role
roles-find-heading = Is the person not on the list?
roles-name-label = How the name begins
roles-find = Search
roles-problem-person = Choose a person.
roles-problem-role = Choose a role.
roles-problem-name = I know nobody whose name begins like that. Try fewer letters.
roles-problem-many = Many have that name. Write more of it.
roles-given-heading = Thank you, the role is given
roles-given = { $name } is now { $role } in { $place }.
roles-told = { $name } will be told.
roles-already-heading = Nothing has been changed
roles-already = { $name } is already { $role } in { $place }.
roles-taken-heading = Thank you, the role is removed
roles-taken = { $name } is no longer { $role } in { $place }.
roles-taken-in-file = The role is in the organisation file. Change it there too. Otherwise the role returns when the file is imported.
roles-administrator-only = Roles are given by an administrator. Nothing has been changed.
roles-not-your-own = Only somebody else can remove your own role as an administrator. Nothing has been changed.
role-news-given-heading = You have been given a role
role-news-given = You are now { $role } in { $place }.
role-news-given-by = { $name } has given it to you.
role-news-given-next = Write “hi” to me to see what you can do.
role-news-taken-heading = You no longer have the role
role-news-taken = You are no longer { $role } in { $place }.
role-news-taken-by = { $name } has changed it.
role-news-mistake = If it is a mistake, tell an administrator. Your roles are under “my data”.
role-news-somebody = An administrator

## Handing over a leader's watch

hand-over-phrases = hand over | hand over the watch | i am off | take back the watch
button-hand-over = Hand over the watch
hand-over-heading = Hand over the watch
hand-over-text = Your deputy receives new incidents for as long as it lasts.
hand-over-kept = I do not ask why. I only keep when it ends.
hand-over-place = The watch in { $place }
hand-over-deputies = Deputy: { $names }
hand-over-yours = You have the watch yourself.
hand-over-given = { $names } has the watch until { $until }. Then it is yours again.
hand-over-nobody = There is no deputy in { $place }. So the watch cannot be handed over.
hand-over-nobody-next = An administrator can give a colleague the role.
hand-over-day-label = Up to and including
hand-over-more = You lead more places than the card can show.
hand-over-give-in = Hand over the watch in { $place }
hand-over-take = Take back the watch
hand-over-take-in = Take back the watch in { $place }
hand-over-problem-missing = Choose a day.
hand-over-problem-past = Choose today or a later day.
hand-over-problem-far = Choose a day within 60 days.
hand-over-done-given = Thank you, the watch is handed over
hand-over-done-taken = Thank you, the watch is yours again
hand-over-told = Your deputy is told.
hand-over-leader-only = Leaders hand over their own watch. Nothing has been changed.
hand-over-somebody = The leader
hand-over-news-heading = You have the watch
hand-over-news = { $name } has handed over the watch in { $place } to you.
hand-over-news-until = You have it until { $until }.
hand-over-news-next = New incidents come to you.
hand-over-news-ends = It ends by itself. The leader can take the watch back before.
hand-over-news-back-heading = You do not have the watch any more
hand-over-news-back = { $name } has the watch in { $place } again.

## The newsletter section, and the four themes of the memo

theme-citizen-focus = Eye for the citizen
theme-digital-options = Digital possibilities
theme-attractive-workplace = An attractive workplace
theme-strong-narrative = A strong narrative

# What comes after the stories, in this order.
chapter-kudos = Praise
chapter-agreements = You said – we did
chapter-calendar = Calendar and communities
chapter-learning-story = What we learned
chapter-neighbour = Know your neighbour

digest-heading = Good stories from { $area } – week { $week }
# The same where the text stands alone: in a window's title, in a file's properties.
digest-title = Good stories from { $area } – week { $week }, { $year }
# An issue with a name of its own.
digest-named-heading = { $name } – week { $week }
digest-named-title = { $name } – week { $week }, { $year }
digest-byline = — { $byline }, { $unit }
# The unit stands above a story without a title, and is not said twice.
digest-byline-name-only = — { $byline }
digest-empty = No new stories this week. That is perfectly fine. They come when there is something to tell.
digest-invitation = Have you seen something that worked? Write two lines to Medvind in Teams. You decide whether your name is included.
digest-agreements = { chapter-agreements }
digest-agreement = { $forum }: { $text }
# The day of what stands in the calendar, then what it is.
digest-on = { $date }: { $title }
# For who cannot see a picture that nobody has described.
digest-picture = A picture from the story
# The feed of what is published, in a reader of feeds.
digest-feed = Good stories from { $area }
digest-feed-nameless = Good stories

## The committee's paper, in the house format: which meetings have the standing points, never a ranking

paper-title = { $count ->
    [one] Status of the standing point: { $topics }
   *[other] Status of the standing points: { $topics }
}
paper-dates = { $area } · { $since } – { $until }
paper-case = Case
paper-why = Sick leave and attendance is a standing point at MED meetings and team meetings.
paper-why-safety = Psychological safety can also be a standing point.
paper-why-law = The workplace assessment (APV) must also cover sick leave. This follows from executive order no. 1838 of 14 December 2023, § 2(2)(2).
paper-why-agreement = The point is connected with the work environment effort of the municipality’s MED agreement.
paper-shows = The list shows where the point is on the agenda and where it was discussed. It covers meetings from { $since } to { $until }.
paper-shows-how = A point has been discussed when the meeting itself has marked it in Medvind. There can be many reasons why a point is put off or not discussed yet.
paper-shows-not = The order is alphabetical by unit and meeting. The list does not show how much sick leave there is, or what was said. No persons are named.
paper-none = There are no meetings in the organisation yet.
paper-group-area-committee = Area committee (OMU)
paper-group-local-committee = Local committees (LMU)
paper-group-staff-meeting-med = Staff meetings with MED status
paper-group-team-meeting = Team meetings
paper-unit = Unit
paper-forum = Meeting
paper-points = Standing point
paper-next = Next meeting
paper-meets = Next meeting: { $when }
paper-not-set = not set
paper-topic-attendance = sick leave and attendance
paper-topic-psychological-safety = psychological safety
paper-point = { $topic }: { $status }
paper-discussed = discussed, most recently in week { $week }
paper-discussed-year = discussed, most recently in week { $week } of { $year }
paper-not-yet = not on the agenda yet
paper-waiting = on the agenda, not discussed yet
paper-postponed = put off
paper-agreements = The leaders have said yes to these agreements being told.
paper-economy = Financial consequences
paper-economy-text = The point has no financial consequences.
paper-recommendation = Recommendation
paper-recommendation-text = The chair recommends that the committee discusses the status and takes note of it.
paper-decision = Decision
# The app package for Teams: what `medvind manifest check` finds
manifest-problem-unreadable = The package cannot be read: { $detail }
manifest-problem-file = The file { $detail } is missing from the package.
manifest-problem-schema = The manifest does not follow Microsoft’s schema: { $detail }
manifest-problem-schema-version = { $detail } names another schema version in $schema than the manifest uses.
manifest-problem-untranslated = A text is missing from a language file: { $detail }
manifest-problem-unused = A language file has a text that the manifest does not have: { $detail }
manifest-problem-default-language = The language file and the manifest do not say the same: { $detail }
manifest-problem-app-id = The app id is not a valid GUID: { $detail } – correct MEDVIND_APP_ID.
manifest-problem-name = The app’s name has a word that Teams does not allow: { $detail }
manifest-problem-https = The address must begin with https:// – correct MEDVIND_PUBLIC_URL: { $detail }
manifest-problem-domain = validDomains must be exactly the public address’s host name: { $detail }
manifest-problem-tunnel = { $detail } is a temporary or local address – set MEDVIND_PUBLIC_URL to your own.
manifest-problem-icon-size = The icon has the wrong size: { $detail }
manifest-problem-icon-transparent = The icon { $detail } must have a transparent background.
manifest-problem-icon-white = The icon { $detail } may only be white.

## The web pages

web-sign-in-needed = Sign in first, or send a valid token.
web-unknown-week = There is no such week. Write it like 2026-W47.
web-unknown-format = There is no such format. Choose one of: { $known }.
web-login-heading = Open the newsletter
web-login-text = The link works once and only for you.
web-link-used-heading = The link no longer works
web-link-used-text = Write “newsletter” to Medvind in Teams, and you get a new one.
web-sign-in-heading = Sign in from Teams
web-sign-in-text = Write “newsletter” to Medvind in Teams, and press the link.
web-login-forums = Open the list for the committee
web-sign-in-forums = Write “overview” to Medvind in Teams, and press the link.
web-link-used-forums = Write “overview” to Medvind in Teams, and you get a new one.
web-forums-not-yours = The list for the committee is for the MED secretary and the administrator
web-forums-not-yours-text = You are signed in, but your role gives no access to the list. Ask the administrator if you need it.
web-forums-link = The list for the committee
web-forums-download-note = The files also have financial consequences, recommendation and room for the decision.
web-weeks = Weeks
web-week-before = ← Week { $week }
web-week-after = Week { $week } →
web-download-as = Download as
web-format-md = Markdown
web-format-html = Web page
web-format-docx = Word
web-format-eml = Draft email
web-format-json = JSON
web-format-zip = Web page with pictures
web-about-heading = Medvind
web-about-text = Medvind collects good stories in Health and Care. It reminds teams of the standing point on sickness absence and attendance. You find Medvind in Teams.
web-privacy-heading = How Medvind looks after your data
web-privacy-text = Medvind keeps what you send. It also keeps the name, title, unit and role your organisation gives. A story is shown without a name if you choose that. You can always withdraw it. Write “my data” to Medvind to see what is saved. The municipality is the data controller.
web-terms-heading = Terms
web-terms-text = Medvind is used by the municipality’s employees in their work. Do not write citizens’ names or CPR numbers. Medvind is not an alarm.

## Signing in, and what is said to who may not come in

web-entra-button = Sign in with your work account
web-entra-or = You can also get a link from Medvind in Teams.
web-try-again = Try again
web-closed = The page is closed
web-closed-text = Nobody has access to it yet.
web-not-yours = You have no access to this page
web-not-yours-text = You are signed in, but your role gives no access. Ask the administrator if you need the page.
web-ask-again = Your access must be confirmed again
web-ask-again-text = Open Medvind in a new tab. Then go back here, and try again.
web-old-form = It was not saved
web-old-form-text = The page was too old. Go back, reload the page, and try again.
web-no-form = It could not be read
web-no-form-text = Go back, and try again.
web-too-large = That is too much at once
web-too-large-text = Go back, make the text shorter, and try again.
web-entra-denied = You were not signed in
web-entra-denied-text = The sign-in was interrupted. Try again, or get a link from Medvind in Teams.
web-entra-old = The sign-in does not fit this tab
web-entra-old-text = It took too long, or you began in another tab. Begin again.
web-entra-foreign = Your account belongs to another organisation
web-entra-foreign-text = Sign in with your work account in this organisation.
web-entra-guest = Guests cannot sign in
web-entra-guest-text = Sign in with your own work account in this organisation.
web-entra-left = You are no longer in the organisation
web-entra-left-text = Is that a mistake? Write “hello” to Medvind in Teams, and try again.
web-entra-down = The sign-in does not answer just now
web-entra-down-text = Try again in a while, or get a link from Medvind in Teams.
web-entra-refused = You were not signed in
web-entra-refused-text = The answer of the sign-in could not be approved. Try again, or get a link from Medvind in Teams.
web-signed-out = You are signed out
web-signed-out-text = You can close the page.
web-tab-heading = Opening your stories
web-tab-text = One moment. If nothing happens, open the page in the browser.
web-tab-open = Open in the browser

## Faults in the organisation file (domain/organisation.py). Line 0 means that the line is not known.
## $detail is what the file says; $hint is what is right, or what there is to choose from.

organisation-line = { $line ->
    [0] In the file:
   *[other] Line { NUMBER($line, useGrouping: 0) }:
}
organisation-fault-syntax-error = { organisation-line } The file cannot be read at “{ $detail }”; mend quotation marks, brackets and equals signs on that line and just above it ({ $hint }).
organisation-fault-missing-table = { organisation-line } The section “{ $detail }” is missing; add it with { $hint } on top of the section.
organisation-fault-unknown-key = { organisation-line } “{ $detail }” cannot stand here; delete it, or write instead: { $hint }.
organisation-fault-missing-key = { organisation-line } “{ $detail }” is missing in { $hint }; add the line { $detail } = … to that section.
organisation-fault-empty-value = { organisation-line } “{ $detail }” is empty in { $hint }; write something between the quotation marks.
organisation-fault-wrong-kind = { organisation-line } “{ $detail }” is written in another way than the file needs; write it like this: { $hint }.
organisation-fault-duplicate-id = { organisation-line } The id “{ $detail }” is already given to { $hint }; give one of them another id, or delete the repetition.
organisation-fault-unknown-unit = { organisation-line } The unit “{ $detail }” is not in the file; add it as [[unit]], or choose: { $hint }.
organisation-fault-unknown-team = { organisation-line } The team “{ $detail }” is not in the file; add it as [[team]], or choose: { $hint }.
organisation-fault-team-in-other-unit = { organisation-line } The team “{ $detail }” belongs to the unit “{ $hint }” and the person does not; mend the person's unit or team.
organisation-fault-unknown-role = { organisation-line } There is no role “{ $detail }”; choose: { $hint }.
organisation-fault-role-not-area-wide = { organisation-line } The role “{ $detail }” cannot cover the whole area; write { $hint }, and it covers the person's own unit.
organisation-fault-unknown-weekday = { organisation-line } “{ $detail }” is not a day of the week; choose: { $hint }.
organisation-fault-unknown-cadence = { organisation-line } “{ $detail }” is not a cadence; choose: { $hint }.
organisation-fault-missing-anchor = { organisation-line } A meeting with the cadence “{ $detail }” needs a date to count from; add { $hint } with a date in a week with a meeting.
organisation-fault-bad-guid = { organisation-line } “{ $detail }” is not an id from Microsoft Entra or Teams; copy it from there, so that it looks like { $hint }.
organisation-fault-bad-time = { organisation-line } “{ $detail }” is not a time of day; write it as { $hint }.
organisation-fault-bad-date = { organisation-line } “{ $detail }” is not a date; write year, month and day as { $hint }.
organisation-fault-bad-id = { organisation-line } “{ $detail }” cannot be used as an id; use only the letters a-z, digits, hyphens and underscores, at most 64 characters, for example { $hint }.
organisation-fault-unknown-kind = { organisation-line } “{ $detail }” is no kind of meeting; choose: { $hint }.
organisation-fault-unknown-points = { organisation-line } “{ $detail }” is no standing point; choose: { $hint }.
organisation-fault-unknown-convenor = { organisation-line } The person “{ $detail }” who is to convene is not in the file; copy the id from her section: { $hint }.
organisation-fault-unit-of-area-committee = { organisation-line } An area committee belongs to no unit; delete the line with “{ $detail }” in { $hint }.
organisation-fault-forum-team-in-other-unit = { organisation-line } The team “{ $detail }” belongs to the unit “{ $hint }”, and the meeting does not; mend the meeting’s unit or team.
organisation-fault-bad-lead-days = { organisation-line } The card cannot come “{ $detail }” working days before the meeting; write a number that fits how often you meet: { $hint }.
organisation-fault-hours-reversed = { organisation-line } There is no time in “{ $detail }”; earliest must be before latest, for example { $hint }.
organisation-fault-bad-summer = { organisation-line } “{ $detail }” is not weeks without meetings; write one of these: { $hint }.
organisation-fault-bad-model = { organisation-line } “{ $detail }” is no model; write the days from 1 to 28 in order, at most five, for example { $hint }.
organisation-fault-unknown-days = { organisation-line } “{ $detail }” is no way to count days; choose: { $hint }.
organisation-fault-bad-check-in-day = { organisation-line } “{ $detail }” is not a day on which a team can have a check-in; choose: { $hint }.
organisation-fault-bad-every-weeks = { organisation-line } There cannot be “{ $detail }” weeks from one check-in to the next; choose: { $hint }.
organisation-fault-too-long = { organisation-line } “{ $detail }” is too long for the card; write at most { $hint } characters.
organisation-fault-role-only-area-wide = { organisation-line } The role “{ $detail }” is always for the whole area; write { $hint }.
organisation-fault-unknown-contact-kind = { organisation-line } “{ $detail }” is no kind of number; choose: { $hint }.
organisation-fault-number-out-of-range = { organisation-line } The number “{ $detail }” cannot be used here; write one within { $hint }.
organisation-fault-asked-in-wrong-order = { organisation-line } “{ $detail }”: she is asked twice, the second time later; for example { $hint }.

## The command line

cli-help = Medvind: good stories and a standing point in Teams.
cli-run-help = Run the service. Needs settings in the environment.
cli-demo-help = Run the demo municipality on your own machine.
cli-chat-help = Talk to Medvind in the terminal.
cli-digest-help = Pull the week's section for the newsletter.
cli-forums-help = Get the list for the committee: where the standing points are on the agenda.
cli-tick-help = Plan and send what is due now.
cli-org-help = The organisation.
cli-org-import-help = Import the organisation from a file.
cli-org-show-help = Show the organisation.
cli-token-help = Access for machines.
cli-token-create-help = Make a token for pulling the section.
cli-db-help = The database.
cli-db-upgrade-help = Bring the database to the newest version.
cli-manifest-help = The app package for Teams.
cli-manifest-build-help = Build the app package.
cli-manifest-check-help = Check the app package against Microsoft's schema.
cli-db-new-key-help = Make a new key for MEDVIND_DATA_KEY. Prints the key alone.
cli-db-rotate-key-help = Seal everything with the first key in MEDVIND_DATA_KEY while the service runs.
cli-db-backup-help = Write a backup to a file while the service runs.
cli-db-restore-help = Restore a backup into an empty database and hold the outbox.
cli-outbox-help = The outbox: what Medvind says first.
cli-outbox-show-help = Show what waits, and what is uncertain or was refused.
cli-outbox-hold-help = Hold all messages back.
cli-outbox-release-help = Let the messages leave again.
cli-check-help = Only count; nothing is changed
cli-skip-restored-help = Leave nudges unsent that may have been sent before the restore
cli-doctor-help = See what is missing.
cli-port-help = The port on 127.0.0.1
cli-database-help = The database's address, e.g. sqlite:///var/medvind.db
cli-playground-help = Start Agents Playground too
cli-seed-help = Fill an empty database with the demo municipality
cli-as-help = Who you are: the beginning of the name
cli-week-help = The week, e.g. 2026-W47. Otherwise this week
cli-format-help = md, html, docx, eml, json or zip
cli-paper-format-help = docx or md
cli-since-help = Meetings from this date on, e.g. 2026-06-01. Otherwise the last half year
cli-output-help = The file to write
cli-at-help = A moment, e.g. 2026-11-26T09:00. Otherwise now
cli-yes-help = Yes to what would otherwise be asked
cli-json-help = Answer as JSON
cli-label-help = What the token is for
cli-demo-listens = Medvind listens on { $address }
cli-demo-chat = Talk to Medvind in the terminal: { $command }
cli-demo-playground = Talk to Medvind in Agents Playground (run it in this folder): { $command }
cli-demo-stop = Stop with Ctrl-C
cli-no-npx = There is no npx here. Install Node, or use the terminal.
cli-missing-settings = Medvind does not start. Set these first: { $names }. To just look, run "medvind demo".
cli-wrong-settings = Medvind cannot read: { $names }. See the README under "Indstillinger".
cli-schema-old = The database is not at the newest version. Run "medvind db upgrade" first.
cli-bad-key = MEDVIND_DATA_KEY is not a valid key. Make a new one with "medvind db new-key".
cli-wrong-key = MEDVIND_DATA_KEY does not fit the database. Find the key that it was created with.
cli-schema-newer = The database is from a newer version of Medvind. Update Medvind first.
cli-at-needs-yes = Another moment than now sends real messages. Add --yes if that is what you mean.
cli-port-taken = Port { $port } is taken. Choose another with --port.
cli-crashed = Medvind has stopped because of an error. Try "medvind doctor", and keep the line above.
cli-unknown-person = The demo does not know { $name }. Try one of these: { $known }.
cli-nobody-called = Nobody in the organisation is called { $name }. See the names in the organisation's file.
cli-chat-demo-only = In production one talks to Medvind in Teams. The terminal is for the demo.
cli-file-unreadable = The file { $file } cannot be read. Check the name.
cli-file-not-text = The file { $file } is not UTF-8 text. Save it as UTF-8.
cli-file-unwritable = The file { $file } cannot be written. Check the folder.
cli-organisation-faults = The organisation was not imported. Mend this first:
    { $faults }
cli-docx-needs-file = The Word format needs a file. Add --output name.docx.
cli-written = Written: { $file }
cli-not-a-time = { $at } is not a moment. Write e.g. 2026-11-26T09:00.
cli-not-a-date = { $since } is not a date. Write e.g. 2026-06-01.
cli-since-in-future = { $since } has not come yet. Choose today or an earlier date.
cli-ticked = Planned: { $planned }. Taken for sending: { $taken }.
cli-org-imported = Imported: { $units } units, { $teams } teams and { $people } people.
cli-no-organisation = There is no organisation yet. Use "medvind org import".
cli-token-once = Keep it now. It is shown only this once.
cli-db-upgraded = The database is at the newest version.
cli-rotating = Sealing anew
cli-keys-changed = Values sealed anew with key { $version }: { $count }.
cli-keys-left = Values left on key { $version }: { $count }. Run "medvind db rotate-key" again.
cli-keys-none-left = All values are on key { $version }. Older keys can be taken out of MEDVIND_DATA_KEY. Keep them for as long as you have backups from before.
cli-keys-nothing = There is nothing to change. All values are on key { $version }.
cli-keys-unreadable = Values that no key can open: { $count }. They are unchanged. Get them from a backup.
cli-key-missing = Key { $versions } is missing in MEDVIND_DATA_KEY, or it is not the right one. Put it after the new one: 2:NEW,1:OLD.
cli-backing-up = Writing a backup
cli-backed-up = Written: { $file } with { $rows } rows. Only the present MEDVIND_DATA_KEY opens it. Keep the key in another place.
cli-file-exists = The file { $file } exists. Add --yes to replace it.
cli-restoring = Restoring
cli-restored = Restored: { $rows } rows as they were on { $taken }.
    Answers, withdrawals and erasures after that moment are not in it. Go through them before anybody pulls the newsletter.
    Nothing is sent yet. First import the newest organisation with "medvind org import".
    Then see "medvind outbox show", and let the messages go with "medvind outbox release".
cli-backup-damaged = The file { $file } is not a whole backup of Medvind's. Use another. Nothing has been changed.
cli-backup-newer = The backup is from a newer version of Medvind. Update Medvind first.
cli-backup-other-key = MEDVIND_DATA_KEY does not fit the backup. Find the key that it was made with.
cli-backup-unfit = The database does not take the backup. Nothing has been changed. Try a new, empty database.
cli-database-not-empty = The database is not empty. Point MEDVIND_DATABASE_URL to a new, empty one.
cli-class-deadline = must not get lost
cli-class-nudge = nudge
cli-state-waiting = waiting
cli-state-sending = on its way
cli-state-delivered = delivered
cli-state-refused = refused
cli-state-uncertain = uncertain, may have arrived
cli-state-expired = too late
cli-state-dropped = no longer needed
cli-outbox-flows = The outbox sends.
cli-outbox-held-since = The outbox is held since { $when }. Let it go with "medvind outbox release".
cli-outbox-troubles = Uncertain or refused, the newest first:
cli-outbox-held = The outbox is held. Let it go with "medvind outbox release".
cli-outbox-not-held = The outbox is not held. Nothing has been changed.
cli-outbox-released = The outbox sends again. Messages that leave now: { $count }.
cli-release-needs-yes = Messages that leave at once: { $count }, more than a day old: { $stale }, nudges that may have been sent before: { $doubtful }. Add --yes if that is what you mean; with --skip-restored the nudges stay.
cli-manifest-ok = The app package is in order.
cli-chat-hint = You are { $name }. Write, or type a number to press. /back leaves a form, /quit ends.
cli-choose-number = Type a number from the list.
cli-no-button = There is no button { $number }.
cli-form-hint = You fill the fields when you type { $number }.
cli-yes = Yes
cli-no = No
doctor-settings-ok = All settings are set.
doctor-settings-missing = Settings are missing: { $names }.
doctor-https-ok = The address is https.
doctor-https-missing = MEDVIND_PUBLIC_URL must begin with https://
doctor-database-ok = The database answers and is at the newest version.
doctor-database-away = The database does not answer. Check MEDVIND_DATABASE_URL.
doctor-key-ok = MEDVIND_DATA_KEY fits the database.
doctor-key-old = Values on an older key: { $count }. Run "medvind db rotate-key".
doctor-check-in-keys-ok = Keys of check-ins: { $count }. Only Medvind can read the folder.
doctor-check-in-key-missing = An open round has lost its key for { $months }. Point MEDVIND_CHECK_IN_KEYS to the right folder.
doctor-check-in-keys-open = Others can read the keys of check-ins. Run "chmod -R go= { $folder }".
doctor-organisation-ok = The organisation is imported.
doctor-organisation-missing = The organisation is missing. Use "medvind org import".
doctor-unit-without = { $unit } lacks: { $roles }. Who would receive an incident at 03.15?
doctor-area-without = The whole area lacks: { $roles }. Who would receive an incident that a leader has not read?
doctor-npx-ok = npx is here, so Agents Playground can be used.
doctor-npx-missing = npx is missing. It is only needed for Agents Playground.

## The trail of incidents: `medvind audit`

cli-audit-help = The trail of who has done what with incidents.
cli-audit-verify-help = Check that the trail is whole. Nothing may be removed, changed or moved.
cli-audit-none = There is no trail yet.
cli-audit-empty = { $tenant }: The trail is empty.
cli-audit-whole = { $tenant }: The trail is whole. Entries: { $count }, from no. { $first } to no. { $last }.
cli-audit-missing = { $tenant }: The trail is broken, for no. { $position } is missing.
cli-audit-changed = { $tenant }: The trail is broken, for no. { $position } has been changed.
cli-audit-moved = { $tenant }: The trail is broken, for no. { $position } belongs elsewhere.
cli-audit-added = { $tenant }: The trail is broken, for no. { $position } was put in afterwards.
cli-audit-head = { $tenant }: The trail is broken, for its beginning or end has been changed.
doctor-audit-ok = The trail of incidents is whole.
doctor-audit-broken = The trail of incidents is broken. See where with “medvind audit verify”.

## What `medvind org import` changes, and what `org show` tells

forum-kind-team-meeting = Team meeting
forum-kind-local-committee = Local committee (LMU)
forum-kind-staff-meeting-med = Staff meeting with MED status
forum-kind-area-committee = Area committee (OMU)
cli-dry-run-help = Only show what would be changed; nothing is changed
cli-importing = Importing people
cli-org-not-changed = Nothing has been changed. Run it without --dry-run to import the file.
cli-org-most-leave = The file takes { $left } of { $people } people out. See who with --dry-run, and mend the file. Write --yes if it is meant.
cli-org-last-administrator = With the file nobody administers the whole area. Give somebody "administrator@area" in the file. Write --yes if it is meant.
cli-diff-none = No changes: everything is already as the file says.
cli-diff-sum = New: { $added }. Changed: { $changed }. Out of the file: { $left }.
cli-diff-more = … and { $count } more new ones. See them all with --json.
cli-diff-change = { $field }: { $before } → { $after }
cli-diff-role = { $name }: { $role }, { $unit }
cli-diff-everywhere = the whole area
cli-diff-by-card = given in chat, stays
cli-diff-also-in-file = given in chat, now in the file as well, and follows it
cli-diff-meeting = { $weekday } { $at } · { $cadence }
cli-diff-counted = { $meeting } · counted from { $anchor }
cli-diff-days-calendar = Calendar days
cli-diff-days-working = Working days
cli-diff-of-area = The area
cli-diff-of-unit = Units
cli-diff-of-team = Teams
cli-diff-of-forum = Meetings
cli-diff-of-person = People
cli-diff-of-role = Roles
cli-diff-of-contact = Numbers to call
cli-diff-of-follow-up = Follow-up on sickness absence
cli-diff-of-incidents = Incidents
cli-diff-field-name = Name
cli-diff-field-unit = Unit
cli-diff-field-team = Team
cli-diff-field-teams-group-id = Group in Teams
cli-diff-field-kind = Kind
cli-diff-field-convenor = Convenor
cli-diff-field-points = Standing points
cli-diff-field-meeting = Meets
cli-diff-field-lead-days = The card comes
cli-diff-field-hours = May write
cli-diff-field-summer = Summer
cli-diff-field-paused-until = Paused until
cli-diff-field-moved = Moved to
cli-diff-field-check-in-day = Day of check-ins
cli-diff-field-check-in-weeks = Weeks between check-ins
cli-diff-field-title = Title
cli-diff-field-number = Number
cli-diff-field-note = Note
cli-diff-field-owner = Kept right by
cli-diff-field-checked = Checked
cli-diff-field-order = Order
cli-diff-field-model = Model
cli-diff-field-days = Days are counted as
cli-diff-field-talk = The talk within four weeks
cli-diff-field-text = Own text
cli-diff-field-contact-kind = What for
cli-diff-field-origin = The hours come from
cli-diff-field-first-aid-hours = Hours to a colleague's first aid
cli-diff-field-assessment-hours = Hours to the leader's assessment
cli-diff-field-calls-hours = Hours to the calls
cli-diff-field-police-hours = Hours until the police's time limit
cli-diff-field-report-days = Days until the workplace's time limit
cli-diff-field-ask-first-days = Days to the first question
cli-diff-field-ask-last-days = Days to the last question
contact-kind-peer = Colleague on watch
contact-kind-crisis = Crisis help
contact-kind-hr = HR
contact-kind-whistleblower = Whistleblower scheme
contact-kind-hotline = Hotline
cli-org-check-in = { $name }: check-in every { $weeks } weeks · { $weekday }
cli-forum-channel = The card comes in the channel of { $name }.
cli-forum-person = The card comes privately to { $name }.
cli-forum-nobody = The card reaches nobody yet. Add Medvind to the team, or write a convenor in the file.

## The page of check-ins

web-check-in-login = See the results of check-ins
web-check-in-sign-in = Write “results” to Medvind in Teams, and press the link.
web-check-in-link-used = Write “results” to Medvind in Teams, and you get a new one.
web-check-in-heading = Check-ins over time
web-check-in-text = Confidential – shown only together. The results are something to talk about. They are not a grade.
web-check-in-about-link = Read what is kept
web-check-in-this-language = Read this page in English
web-check-in-none = There is nothing to show yet
web-check-in-none-text = When a round is over, it comes here. With too few answers, no result is shown. That is fine.
web-check-in-picture = { $name }: rounds from { $first } to { $last }
web-check-in-table = Show the same as a table
web-check-in-column-closed = Closed
web-check-in-column-question = Question
web-check-in-column-finding = Answers, together
web-check-in-divided = The answers are divided
web-check-in-gap = Too few answers
web-check-in-elsewhere = Only for several teams
web-check-in-legend-point = Dot: at least 10 have answered. It stands at the nearest half step.
web-check-in-legend-ring = Ring: at least 10 have answered, and are divided. At least { $least } lean towards yes, and at least { $least } towards no.
web-check-in-legend-band = Wide field: 5–9 have answered. It shows only which way the answers lean.
web-check-in-legend-gap = Dashed: Too few answers for a result that protects everybody. That is fine.
web-check-in-legend-elsewhere = Only for several teams: The question about the leader is not shown for one team.
web-check-in-legend-no-line = No line joins the rounds, because they ask about different things.
web-check-in-questions = What was asked

## Incidents: the first cards, and where else to go. No feelings asked, nothing scored, nothing shouted.

incident-safe = I am safe
incident-help-button = How to help a colleague
incident-help-call = Whom can I call?
incident-resume = You have begun a registration. It is kept for 24 hours.
incident-can-wait = The form can wait.
incident-start = Register now
incident-continue = Continue
incident-restart = Start again
incident-not-now = Not now
incident-routes-heading = Here are people you can go to
incident-routes-kept = I have not kept it, and I have sent it to nobody.
incident-routes-choose = You choose whom to go to.
incident-routes-head = Your leader’s leader
incident-routes-spokesperson = Your union representative
incident-routes-hr = HR
incident-routes-whistleblower = The municipality’s whistleblower scheme
incident-routes-hotline = The hotline of Arbejdstilsynet
incident-citizen-heading = This is registered somewhere else
incident-citizen-kept = I have kept nothing.
incident-pointer-citizen = If a citizen came to harm, use your system for adverse events (UTH).
incident-pointer-force = If force was used, use your form for use of force (magtanvendelse).
incident-citizen-also = It also hit me or a colleague

## Incidents: how to help a colleague. After Arbejdstilsynet's advice (facts 2.2).

incident-help-heading = How to help a colleague
incident-help-first = Go to your colleague. Do not wait to be asked.
incident-help-does = What you do
incident-help-does-calm = Create calm. Shield from noise, phones and questions.
incident-help-does-lead = Take the lead, and speak clearly.
incident-help-does-listen = Listen. Listen again when it is told again.
incident-help-does-short = Say briefly what happens now, and who does what.
incident-help-does-stay = Stay with your colleague. Nobody should be alone on the first day.
incident-help-does-home = See to it that somebody goes along home, if that is needed.
incident-help-never = What you do not do
incident-help-never-feelings = Do not ask about feelings, and do not interpret them.
incident-help-never-own = Do not tell about your own experiences.
incident-help-never-lecture = Do not lecture, smother or make it small.
incident-help-never-promise = Promise no more than you can keep.
incident-help-limit = This is first aid and not treatment. It does not replace professional help.
incident-help-source = After the advice of Arbejdstilsynet on psychological first aid.

## Incidents: four taps

incident-tap-progress = { $number } of 4
incident-tap-kept-first = Your answers are kept for 24 hours. You can wait.
incident-tap-kept = Your answer is kept for 24 hours. You can wait.
incident-tap-kind = What happened?
incident-tap-kind-note = It counts when it is small, too.
incident-tap-hit = Whom did it hit?
incident-tap-hit-note = You may register for a colleague.
incident-tap-who = Who did it?
incident-tap-who-note = It counts whoever did it. You need not judge why.
incident-kind-physical-violence = Physical violence
incident-kind-threat = Threats
incident-kind-harassment = Harassment
incident-kind-unwanted-sexual-attention = Unwanted sexual attention
incident-kind-near-miss = Near miss
incident-kind-several-small = Several small incidents in this shift
incident-kind-about-physical-violence = Hitting, kicking, pushing, pinching, biting, spitting or throwing things
incident-kind-about-threat = With words, signs or messages
incident-kind-about-harassment = Mockery, suspicion or discriminating words
incident-kind-about-unwanted-sexual-attention = Words, looks or touch
incident-kind-about-near-miss = Something nearly went wrong
incident-kind-about-several-small = Pinches, scratches, blows and threats counted together
incident-hit-me = Me
incident-hit-colleague = A colleague
incident-hit-citizen = A citizen
incident-who-citizen-or-relative = A citizen or relative
incident-who-colleague-or-leader = A colleague or leader
incident-who-nobody = Nobody – it was an accident

## Incidents: the fourth tap, and the tally of a shift

incident-form-heading = When and where?
incident-form-when = About when?
incident-form-when-error = Choose about when it was.
incident-when-now = Just now
incident-when-this-shift = Earlier in this shift
incident-when-yesterday = Yesterday
incident-when-earlier = Another day
incident-form-day = Which day? Only for another day
incident-form-day-placeholder = Choose a day
incident-form-clock = About what time? Only for another day
incident-form-clock-placeholder = Choose a time
incident-form-place = Where? Optional
incident-form-place-placeholder = Choose a place
incident-place-citizens-home = In a citizen’s home
incident-place-residents-room = In a resident’s home
incident-place-shared-room = In a shared room
incident-place-outdoors = Outdoors
incident-place-on-the-way = On the way between two places
incident-place-phone-or-writing = By phone or in writing
incident-place-other = Another place
incident-form-colleague = Which colleague did it hit?
incident-form-colleague-placeholder = Choose a colleague
incident-form-colleague-other = A temp, student or somebody else without Teams
incident-form-colleague-error = Choose whom it hit.
incident-form-unit = Which unit?
incident-form-unit-placeholder = Choose a unit
incident-form-unit-error = Choose a unit.
incident-form-outside = Outside working hours
incident-form-outside-title = It happened outside working hours
incident-form-citizen = Citizens
incident-form-citizen-title = A citizen came to harm
incident-form-force = Force
incident-form-force-title = Force was used
incident-form-pointers = The last two ticks are not kept. They only show where else to write it.
incident-form-seen-by = This will be seen by { $people }. Do not write the citizen’s name or CPR number.
incident-seen-by-nobody-yet = An administrator is asked to find somebody who can receive it. Do not write the citizen’s name or CPR number.
incident-form-register = Register
incident-small-heading = Several small incidents in this shift
incident-small-text = Choose how many there were of each.
incident-small-pinch = Pinches
incident-small-scratch = Scratches
incident-small-blow = Blows
incident-small-threat = Threats
incident-problem-when = Choose a day within the last year.
incident-problem-colleague = Choose whom it hit.
incident-problem-unit = Choose a unit.
incident-problem-small = Choose at least one. At most 20 of each.
incident-problem-talk = Choose a day, a time, and yes or no to a debriefing.
incident-problem-cpr = This looks like a CPR number. I have not saved it. Write it again without the number.
incident-problem-name = { $name } looks like a name. I have not saved it. Write it without the name.
incident-problem-long = The text is too long. It can be 2,000 characters at most.
incident-problem-empty = Write a little before you save.

## Incidents: it is registered

incident-number = Incident no. { $number }
incident-saved-heading = Thank you. It is registered.
incident-saved-text = This is not the work-injury report; the workplace makes that. You can follow the status here.
incident-saved-enough = You need do no more now.
incident-saved-seen-by = It will be seen by { $people }.
incident-saved-nobody-yet = An administrator is asked to find somebody who can receive it.
incident-saved-for-colleague = Go to your colleague now, if you can.
incident-and = { $first } and { $last }
incident-receiver-leader = the leader { $name }
incident-receiver-deputy = the deputy { $name }
incident-receiver-representative = your AMR { $name }
incident-receiver-area-head = the area head { $name }
incident-not-report = This is not the work-injury report. The workplace makes that.

## Incidents: how it stands, for the one it hit and for whoever registered it

incident-status-sub = { $kind }. Registered { $when }.
incident-status-occurred = It happened about { $when }.
incident-receiver-line-leader = The leader { $name } gets it to see.
incident-receiver-line-deputy = The deputy { $name } gets it to see.
incident-receiver-line-representative = Your AMR { $name } gets it to see.
incident-receiver-line-area-head = The area head { $name } gets it to see.
incident-receiver-read-leader = The leader { $name } read it { $when }.
incident-receiver-read-deputy = The deputy { $name } read it { $when }.
incident-receiver-read-representative = Your AMR { $name } read it { $when }.
incident-receiver-read-area-head = The area head { $name } read it { $when }.
incident-status-done = What has been done
incident-status-wait = When something new happens, it stands here.
incident-status-first-aid-hit = A colleague has been with you. It was written { $when }.
incident-status-first-aid-other = A colleague has given first aid. It was written { $when }.
incident-status-assessed = The leader’s assessment was made { $when }.
incident-status-talk-hit = You talk together { $when }.
incident-status-talk-other = There is a talk { $when }.
incident-status-debriefing-yes = More people are called to a debriefing.
incident-status-debriefing-no = The leader calls nobody else to a debriefing. You can still say yes to the offer.
incident-status-calls = The calls were sent { $when }.
incident-status-what = What those who follow up have written
incident-status-closed = The incident was closed { $when }.
incident-official-pending = The workplace has not yet written that the report is made.
incident-official-made = The workplace has made the report. The copy comes in e-Boks.
incident-official-not-needed = The workplace has written that no report is to be made.
incident-official-self = Whoever it hit can also report to AES, within a year.
incident-offers-heading = Three offers to you
incident-offers-free = Each offer has its own answer. You can always say no, and change your answer. Those who follow up see the answers.
incident-offer-peer-first-aid = First aid from a colleague
incident-offer-debriefing = Debriefing
incident-offer-crisis-support = Professional crisis help
incident-offer-about-peer-first-aid = A colleague stays with you and helps with what is practical.
incident-offer-about-debriefing = You talk about it afterwards. Somebody trained for it leads the talk.
incident-offer-about-crisis-support = Talks with a professional outside the workplace.
incident-answer-yes = Yes please
incident-answer-no = No thank you
incident-answer-later = Later
incident-answer-none = no answer yet
incident-answered = Your answer: { $answer }
incident-police-heading = The police
incident-police-text = To apply for victim compensation, the police must normally have a report within 72 hours.
incident-police-due = The 72 hours end { $when }. There are exceptions.
incident-police-passed = The 72 hours ended { $when }. There are exceptions, and you can still report it.
incident-police-choose = Talk to your leader today. You may also report it yourself. You decide, and you can wait with your answer.
incident-police-reported = I have reported it
incident-police-not-reported = I do not report it
incident-police-wants-help = I would like help
incident-police-note = The reasons of the workplace
incident-questions-heading = { $count ->
    [one] Your work environment group has a question
   *[other] Your work environment group has { $count } questions
 }
incident-questions-wait = You may wait until your next shift.
incident-question-one = First question
incident-question-two = Second question
incident-answer-label-one = Answer to the first question
incident-answer-label-two = Answer to the second question
incident-answer-placeholder = Write briefly
incident-answer-given = Your answer
incident-answer-send = Send answers
incident-text-heading = Do you want to write more?
incident-text-note = You need not. Those who see the incident see the text. Do not write the citizen’s name or CPR number.
incident-text-what = What happened?
incident-text-before = What came before?
incident-text-placeholder = Write briefly what you saw and heard
incident-text-placeholder-before = Write briefly what happened just before
incident-text-save = Save the text
incident-text-changed = Something in the text has to be put right. The rest is here again afterwards.
incident-small-counted = { $what }: { $count }
incident-witness-heading = Were there others?
incident-witness-note = Your colleague gets offers of help too, and does not see what you have written.
incident-witness-label = Who was there too?
incident-witness-placeholder = Choose a colleague
incident-witness-add = Give the colleague offers
incident-share-note = Only one leader gets it to see now. You decide whether your AMR does too.
incident-share = Let your AMR see it
incident-grow-note = If it was more than small, it can have a full follow-up.
incident-grow = Register as one incident
incident-learn-note = Can others learn from it? Tell it without citizens and without names.
incident-learn = What we learned
incident-helped = A colleague has been with me
incident-rest-waits = The card is full. More comes when something has been answered or done.

## Incidents: asked later, and those who were there

incident-ask-heading = Did you get the help you wanted?
incident-ask-about = Incident no. { $number }, { $when }
incident-ask-seen-by = Those who follow up see your answer. You need never answer.
incident-got-help-yes = Yes
incident-got-help-partly = Partly
incident-got-help-no = No
incident-witness-card-heading = There are offers to you
incident-witness-card-text = You were at work { $when }, when something happened. So you get the same offers.
incident-witness-card-kept = It does not stand here what happened, or whom it hit.

## Incidents: for the leader, the deputy and the AMR

incident-case-sub = { $kind }. { $unit }.
incident-case-hit = It hit { $name }.
incident-case-hit-other = It hit a temp, student or somebody else without Teams.
incident-case-reporter = Registered by { $name } { $when }.
incident-case-registered = Registered { $when }.
incident-case-you = You see it as { $part }.
incident-part-leader = leader
incident-part-deputy = deputy
incident-part-representative = work environment representative
incident-part-area-head = area head
incident-case-clocks = What is to happen when
incident-step-first-aid = First aid from a colleague now, at the latest { $when }
incident-step-assessment = The leader’s assessment by { $when }: When do you talk? Are more to be called to a debriefing?
incident-step-calls = The calls are sent by { $when }
incident-step-police = Police report by { $when } – the injured person’s own decision
incident-step-report = Report as work accident by { $when } – the workplace makes it, not Medvind
incident-step-ask-first = Question to the injured person { $when }: Did you get the help you wanted?
incident-step-ask-last = The same question to the injured person again { $when }
incident-step-owner = { $name } has the task.
incident-step-late = The time has passed.
incident-step-done = Done { $when }.
incident-step-done-by = Done { $when } by { $name }.
incident-origin = The hours and days come from: { $origin }
incident-origin-ours = The hours are Medvind’s proposal. They come from one hospital department and can be changed.
incident-origin-law = The 72 hours for the police and the 14 days are the law’s.
incident-case-first-aid = A colleague is with the injured person
incident-case-assess-heading = The leader’s assessment
incident-case-talk-day = When do you talk? Day
incident-case-talk-clock = Time
incident-case-debriefing = Are more to be called to a debriefing?
incident-case-debriefing-yes = Yes
incident-case-debriefing-no = No
incident-case-assess = Save the assessment
incident-case-assess-note = The injured person sees when you talk.
incident-case-calls-note = It is the calls that must go out. The talk itself may be later.
incident-case-calls = The calls are sent
incident-case-copy = For the report. Can be copied, so that nothing is written twice
incident-case-copy-occurred = Time, about: { $when }
incident-case-copy-place = Place: { $place }
incident-case-copy-outside = Outside working hours
incident-case-copy-inside = In working hours
incident-case-offers = The injured person’s answers to the offers
incident-case-offer = { $offer }: { $answer }
incident-case-police-none = The injured person has not answered about the police.
incident-case-police-reported = The injured person has reported it to the police.
incident-case-police-not-reported = The injured person does not report it to the police.
incident-case-police-wants-help = The injured person would like help with the police report. You must offer it.
incident-case-note-heading = Reasons, if the police get no report
incident-case-note-text = Write them within the 72 hours. Exceptions are reasons of pedagogy or treatment.
incident-case-note-label = A draft to put right, and to copy
incident-case-note-placeholder = Write the reason without the citizen’s name
incident-case-note-seen-by = The injured person can read it.
incident-case-note-save = Save the reasons
incident-case-note-draft = Incident no. { $number }, about { $when }. We have talked about a police report with the injured person, who decides. The workplace does not report it. The reason is pedagogic: (write briefly, or delete). The reason is one of treatment: (write briefly, or delete). Date and leader: (write)
incident-case-report-text = With absence it is 14 days after the first day of absence at the latest.
incident-case-report-made = The report is made
incident-case-report-not-needed = It is not to be made
incident-case-done-label = What has been done? One line
incident-case-done-placeholder = E.g. We go two together in the evening
incident-case-done-note = The injured person sees the line.
incident-case-done-save = Save the line
incident-case-ask-heading = Is there something you need to know?
incident-case-ask-note = Ask two things at most, and only about what happened. The answer may wait until the next shift.
incident-case-ask-send = Send questions
incident-case-ask-placeholder = Write a short question
incident-case-answer = Answer
incident-case-answer-none = There is no answer yet, and it may wait.
incident-case-first = First: see that a colleague is with the injured person now.
incident-case-asked-note = Have you asked the injured person yourself? Press the answer.
incident-case-got-help-yes = The answer was yes
incident-case-got-help-partly = The answer was partly
incident-case-got-help-no = The answer was no
incident-case-asked-yes = The injured person was asked and said yes.
incident-case-asked-partly = The injured person was asked and said partly.
incident-case-asked-no = The injured person was asked and said no.
incident-case-asked-only = The injured person was asked.
incident-case-close = Close the incident
incident-case-close-when = It can be closed when the injured person was asked and the rest is done.
incident-case-witness-note = The colleague gets the same offers, and does not see the incident.
incident-list-heading = Incidents
incident-list-none = There is nothing to follow up here.
incident-list-own = Your own
incident-list-line = No. { $number } in { $unit }. Registered { $when }.
incident-list-missing = Missing: { $steps }.
incident-list-nothing = Nothing is missing now.
incident-list-more = There are more. The oldest stand first.
incident-list-show = Show no. { $number }
incident-case-all = All incidents
incident-list-patterns = Patterns over time
incident-news-registered = An employee has registered an incident.
incident-news-grown = The small incidents of a shift are now registered as one incident.
incident-news-offer = The injured person has said yes to an offer.
incident-news-police = The injured person would like help with the police report.
incident-news-nothelped = The injured person has not got the help that was wanted.
incident-news-answered = Your questions have been answered.
incident-news-assess = Assess by { $when }: When will you talk? Should more people be called to a debriefing?
incident-short-first-aid = first aid from a colleague
incident-short-assessment = the leader’s assessment
incident-short-calls = the calls
incident-short-police = the injured person’s answer about the police
incident-short-report = the workplace’s report
incident-short-ask-first = the question after a week
incident-short-ask-last = the question after a month
incident-reminder-heading = Incident no. { $number } lacks a step
incident-reminder-why = You get this because the deadline is { $when }.
incident-reminder-why-late = You get this because the deadline was { $when }.
incident-reminder-to-owner = The task is yours.
incident-reminder-to-stands-in = You are the deputy and can do it instead.
incident-reminder-to-above = You are the next in line, because the step is still missing.
incident-reminder-to-hit = You decide yourself, and you need never do it.
incident-reminder-stops = When one person has done it, the reminders stop for everybody.
incident-reminder-show = Show the incident
incident-appoint-heading = An incident lacks a receiver
incident-appoint-text = Incident no. { $number } is registered in { $unit }. Nobody has a role to receive it.
incident-appoint-next = Give somebody the role of leader or work environment representative today.
incident-appoint-seen-by = You do not get to see what happened.

## Incidents: short answers

incident-gone = The incident is not here, or you have no access to it. Nothing has happened.
incident-draft-gone = What you had tapped is no longer here. Write “something happened” to begin again.
incident-registered-already = Thank you. It is registered already. Write “incidents” to see how it stands.
incident-text-back = It was not saved. Here is what you wrote. Write “incidents”, open it, and send it again.

## Patterns in incidents: something to talk about and to learn from. Never a zero, a rise or a fall

pattern-phrases = patterns | pattern | patterns in incidents
pattern-title = Patterns in incidents, { $period }
pattern-quarter = quarter { $number } of { $year }
pattern-half-year = half-year { $number } of { $year }
pattern-how = The patterns are for talking and for learning. They are not a grade.
pattern-protects = Numbers are shown in groups. With fewer than { $least } people affected, nothing is shown.
pattern-registered = An incident stands in the quarter in which it was registered.
pattern-narrow = Unwanted sexual attention is only part of the area’s half-year.
pattern-follow-up = Follow-up shows how things stood when the quarter ended.
pattern-none = The period cannot be shown. It is not over yet, or it is too long ago.
pattern-of-about = Covers { $band } incidents.
pattern-too-few = There are too few to show a pattern here. It does not say how safe it is.
pattern-too-few-parts = There are too few to show more about them.
pattern-too-few-cell = too few to show
pattern-column = Group
pattern-column-number = Incidents
pattern-in-short = { $of }: { $cells }
pattern-cell-in-short = { $cell } { $band }
pattern-band-few = 5-9
pattern-band-several = 10-19
pattern-band-many = 20 or more
pattern-link = Open the page with patterns
pattern-not-yours = Patterns are for leaders, work environment representatives and the committees.
pattern-last-see = What do we see?
pattern-last-try = What will we try?
pattern-last-learn = What have we learned that others can use?
pattern-of-harm = Near misses and what happened
pattern-of-kind = What it was
pattern-of-time-of-day = Time of day
pattern-of-weekday = Weekday
pattern-of-place = Place
pattern-of-follow-up = The leader’s steps afterwards
pattern-asks-harm = What did we learn from what nearly happened?
pattern-asks-kind = What do we see, and what will we try?
pattern-asks-time-of-day = What is different at those times, and what will we try?
pattern-asks-weekday = How is the day planned, and what will we try?
pattern-asks-place = What about the surroundings can we change?
pattern-asks-follow-up = What makes it easy to follow up, and what is in the way?
pattern-cell-near-miss = near miss
pattern-cell-happened = happened
pattern-cell-physical-violence = physical violence
pattern-cell-threat = threats
pattern-cell-harassment = harassment
pattern-cell-unwanted-sexual-attention = unwanted sexual attention
pattern-cell-several-small = several small ones in a shift
pattern-cell-night = night (0-6)
pattern-cell-morning = morning (6-12)
pattern-cell-day = afternoon (12-18)
pattern-cell-evening = evening (18-24)
pattern-cell-monday = Monday
pattern-cell-tuesday = Tuesday
pattern-cell-wednesday = Wednesday
pattern-cell-thursday = Thursday
pattern-cell-friday = Friday
pattern-cell-saturday = Saturday
pattern-cell-sunday = Sunday
pattern-cell-citizens-home = the citizen’s home
pattern-cell-residents-room = the resident’s room
pattern-cell-shared-room = shared room
pattern-cell-outdoors = outdoors
pattern-cell-on-the-way = on the way
pattern-cell-phone-or-writing = phone or writing
pattern-cell-other = another place
pattern-cell-on-time = done before it was due
pattern-cell-later = done after it was due, or not done yet
pattern-cell-not-due = not due yet
web-incidents-login = Open the page with patterns
web-incidents-sign-in = Write “patterns” to Medvind in Teams, and press the link.
web-incidents-link-used = Write “patterns” to Medvind in Teams, and you get a new one.
web-incidents-not-yours = The page is for leaders, work environment representatives and the committees
web-incidents-not-yours-text = You are signed in, but your role gives no access to patterns. Ask the administrator if you need them.
web-incidents-periods = Other periods
web-unknown-period = There is no such period. Write a quarter, e.g. 2026-Q4, or a half-year, e.g. 2026-H2.
cli-incidents-help = Get the patterns in incidents of a quarter or a half-year. Small groups are never shown.
cli-period-help = A quarter, e.g. 2026-Q4, or a half-year, e.g. 2026-H2. Otherwise the last whole quarter
cli-pattern-unit-help = This unit only (id from the organisation file)
cli-pattern-format-help = docx, md or json
cli-unknown-unit = There is no unit { $unit }. Use “medvind org show”.

## The editor's desk: the page /editor

desk-heading = The desk
desk-skip = Go to the content
desk-menu = Menu
desk-this-week = This week
desk-archive = Archive
desk-sign-out = Sign out
desk-week = Week { $week }
desk-count = { $chosen ->
    [one] 1 item is chosen
   *[other] { $chosen } items are chosen
} · { $waiting ->
    [0] none wait for consent
    [one] 1 waits for consent
   *[other] { $waiting } wait for consent
}
desk-count-published = { $count ->
    [0] No items
    [one] 1 item
   *[other] { $count } items
}
desk-length = { $words ->
    [0] no words yet
    [one] 1 word
   *[other] { $words } words
}, { $minutes ->
    [0] nothing to read
    [one] 1 minute to read
   *[other] { $minutes } minutes to read
}
desk-picked-heading = In the newsletter
desk-drag = Drag to move, or use the buttons Up and Down.
desk-fresh-heading = New stories
desk-waiting-heading = Missing consent
desk-waiting-text = The text is shown when everybody in the story has said yes.
desk-missing = { $count ->
    [one] Missing consent from 1 colleague
   *[other] Missing consent from { $count } colleagues
}
desk-untitled = Without a heading
desk-no-name = without a name
desk-with-photo = with a photo
desk-edited = edited
desk-answer-asked = sent to the author
desk-answer-approved = approved by the author
desk-answer-rewritten = rewritten by the author
desk-nothing = No stories are chosen yet.
desk-nothing-new = There is nothing new this week. The newsletter is finished as it is.
desk-preview = Preview
desk-up = Up
desk-down = Down
desk-edit = Edit
desk-pick = Include
desk-take-out = Take out
desk-take-in = Include again
desk-ask = Ask for consent
desk-copy = Copy to Outlook or SharePoint
desk-copied = Copied – paste with Ctrl+V
desk-not-copied = The browser did not allow copying. Download it as Word instead.
desk-copy-by-hand = Select the text and copy it with Ctrl+C.
desk-copy-plain = Without formatting
desk-back = Back to the week
desk-download-as = Download as …
desk-mark-published = Mark as published
desk-taken = Who has downloaded it?
desk-taken-by = { $what }: { $who }, { $when }
desk-trend-table = See the numbers as a table
desk-to-mend = Published in week { $week } – remember to correct: “{ $title }” may not be shown any more.
desk-published-on = Week { $week } was published { $when }. It cannot be changed.
desk-read-it = Read the newsletter
desk-only-reading = You can read and download. Only the editor can choose and edit.
desk-done = It is done.
desk-moved = “{ $name }” is now number { $number } of { $of }.
desk-picked = “{ $name }” is in the newsletter as number { $number } of { $of }.
desk-taken-out = “{ $name }” is taken out. It now stands under new stories.
desk-agreement-out = The agreement is taken out.
desk-agreement-in = The agreement is included again.
desk-asked = { $count ->
    [one] 1 colleague is asked again in Teams.
   *[other] { $count } colleagues are asked again in Teams.
}
desk-asked-recently = They have just been asked. Wait a week before you ask again.
desk-changed-meanwhile = The list has changed meanwhile. Here it is as it is now.
desk-is-published = The week is published and cannot be changed.
desk-not-printable = The story cannot be included. A yes is missing, or it was withdrawn.
desk-no-photo = The photo is not there any more.
desk-no-story = The story cannot be edited. It is published, withdrawn or missing consent.

desk-edit-heading = Edit the story
desk-edit-text = The author's own text is kept and stands below.
desk-title = Heading
desk-body = Text
desk-alt = Image text (for screen readers)
desk-save = Save
desk-send = Save, and send the edit to the author
desk-send-text = The author gets both texts in Teams. The author can approve it or edit it.
desk-shared = A colleague has said yes to the author's words. The edit is included when both have said yes to it.
desk-cancel = Cancel
desk-original = Original text
desk-versions = Earlier edits
desk-version = Edit { $number }: { $who }, { $when }
desk-version-old = of an older text
desk-saved = The edit is saved.
desk-sent = The edit is saved and sent to the author.
desk-saved-not-sent = The edit is saved. There was nothing new to send to the author.
desk-not-saved = The edit is not saved yet. What you wrote stands here.
desk-text-changed = The story has changed meanwhile. Your text is not saved. Read the new text below, then save again.
desk-problem-body-empty = Write at least one sentence.
desk-problem-body-too-short = Write at least one whole sentence.
desk-problem-body-too-long = The story may be at most 4,000 characters.
desk-problem-title-too-long = The heading may be at most 100 characters.
desk-problem-body-no-words = There are no words in the text.
desk-problem-cpr = This looks like a CPR number. It is not saved. Write the text without the number.
desk-problem-colleague-named = You name a colleague who has not been asked. Write without the name.
desk-problem-alt-missing = Write what can be seen in the photo.
desk-problem-alt-too-long = The image text may be at most 200 characters.
desk-problem-alt-cpr = The image text looks like a CPR number. Write it without the number.
desk-problem-long = The name may be at most 80 characters.
desk-problem-week = The week is too far away to be published today.
desk-problem-link = The link must be a whole address that begins with https://.

desk-publish-heading = Publish week { $week }
desk-publish-frozen = Order and text are kept as they are now. They cannot be changed afterwards.
desk-publish-thanks = Each author gets one thank-you in Teams.
desk-publish-teams = Each team's channel is told that the newsletter is out.
desk-issue-name = The newsletter's name (may be left out)
desk-issue-name-example = News from Health and Care
desk-issue-link = Link to the newsletter (may be left out)
desk-published = Week { $week } is marked as published. Authors and teams are told.
desk-not-published = The week is not published yet.

desk-search = Search in what is published
desk-search-button = Search
desk-hits = { $count ->
    [0] No stories with “{ $asked }”
    [one] 1 story with “{ $asked }”
   *[other] { $count } stories with “{ $asked }”
}
desk-published-weeks = Published weeks
desk-none-published = Nothing is published yet.

desk-own-heading = My stories
desk-own-text = Here are your own stories. Write “my stories” to Medvind to change them.
desk-own-none = You have not sent any stories yet. Write “share a good story” to Medvind.
desk-own-awaiting = Waiting for a colleague's yes.

web-format-clipboard = Clipboard
web-format-feed-json = JSON Feed
web-format-feed-atom = Atom
web-no-file = That file does not exist.
web-unknown-feed = That feed does not exist. Choose json or atom.
