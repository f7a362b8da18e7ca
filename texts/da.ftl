### Every word a person reads, in Danish, written first. Rules: domain/voice.md (du, short, no guilt).
### Order in every message: thanks, what happens now, who sees it. `registrere` is not `anmelde`.

## What people may write. The first phrase is the command's title in Teams.

hello-phrases = hej | hej med dig | hejsa | hi | hey | hello | goddag | hjælp | menu | start | hvad kan du | dansk | på dansk
story-phrases = del en god historie | del en historie | god historie | ny god historie | ny historie | gem som god historie
my-stories-phrases = mine historier | min historie
incident-phrases = noget er sket | der er sket noget | registrer en hændelse | registrér en hændelse
incidents-phrases = hændelser | mine hændelser | vis hændelser
care-phrases = sådan hjælper du en kollega | hjælp en kollega
contacts-phrases = hvem kan jeg ringe til | ring
check-in-phrases = tjek ind | tjek-ind | tjekind | check ind
check-in-day-phrases = tjek-ind-dag | dag for tjek-ind | vælg dag for tjek-ind
check-in-trends-phrases = resultater | tjek-ind resultater | resultater af tjek-ind | resultat af tjek-ind
dialogue-card-phrases = dialogkort | vis et dialogkort
rhythm-phrases = påmindelser | påmindelse | rytme
overview-phrases = overblik | vis overblik | til mødet | mødet
newsletter-phrases = nyhedsbrev | nyhedsbrevet
contribute-phrases = bidrag til nyhedsbrevet | bidrag
kudos-phrases = ros | ros til en kollega | giv ros
community-phrases = begivenhed | arrangement | et arrangement
visit-phrases = føl-besøg | følbesøg | kom med en dag
learning-phrases = det lærte vi
neighbour-phrases = kend din nabo
my-data-phrases = mine data | hvad har du gemt
cancel-phrases = annullér | annuller | fortryd | stop | cancel | nej tak

## Shared

lock-screen = Du har en besked fra Medvind
button-cancel = Annullér
button-menu = Hvad kan jeg?
button-story = Del en god historie
button-incident = Noget er sket
button-incidents = Hændelser
button-my-stories = Mine historier
button-newsletter = Nyhedsbrev
button-contribute = Bidrag til nyhedsbrevet
button-overview = Overblik
button-follow-up = Opfølgning ved sygefravær
button-rhythm = Påmindelser
button-check-in = Tjek ind
button-check-in-trends = Resultater af tjek-ind
button-check-in-day = Dag for tjek-ind
button-my-data = Mine data
form-problems = Noget skal rettes. Det, du har skrevet, står her stadig.
form-not-saved = Det blev ikke gemt. Prøv igen om lidt. Det, du har skrevet, står her stadig.
form-button-gone = Den knap virker ikke længere. Det blev ikke gemt. Det, du har skrevet, står her stadig. Prøv igen.

## Hello and help

welcome-heading = Hej { $name }
welcome-heading-nameless = Hej
welcome-text = Jeg samler gode historier i Sundhed og Omsorg til nyhedsbrevet. Jeg gemmer kun det, du sender til mig.
welcome-hint = Du kan også bare skrive to linjer om noget, der lykkedes. I en kanal ser jeg kun beskeder, hvor jeg er nævnt.
welcome-question = Hvad vil du?
team-welcome-heading = Hej { $team }
team-welcome-text = Før jeres møde får I et dialogkort til det faste punkt om sygefravær og fremmøde. Jeg ser kun beskeder, hvor jeg er nævnt.
team-welcome-next = Jeres næste møde er { $when }.
team-welcome-no-rhythm = Jeg kender ikke jeres mødetid endnu. Jeres leder kan skrive »påmindelser« til mig.
team-which-heading = Hvilket team er det her?
team-which-text = Så ved jeg, hvor jeres dialogkort skal hen. Jeres leder eller stedfortræder vælger.
team-which-label = Team
team-which-placeholder = Vælg team
team-which-error = Vælg et team.
team-which-button = Det er os

## Short messages

cancelled = I orden. Jeg har ikke gjort mere.
card-too-old = Kortet er fra en tidligere udgave. Der er ikke sket noget. Prøv igen herfra.
button-gone = Den knap virker ikke længere. Der er ikke sket noget. Prøv igen herfra.
button-used = Det er allerede gjort. Der er ikke sket noget nyt.
not-saved = Det blev ikke gemt. Prøv igen om lidt.
nobody = Jeg kan ikke se, hvem du er. Derfor har jeg ikke gemt noget.
tell-more = Skriv et par linjer om noget, der lykkedes. Så gør jeg det til en kladde, som kun du ser.
text-too-long = Teksten er på { NUMBER($length) } tegn. En historie må højst fylde { NUMBER($most) } tegn. Den er ikke gemt, men står stadig i din besked.
cpr-refused = Det ligner et CPR-nummer. Jeg har ikke gemt det. Skriv teksten igen uden nummeret.
speak-privately = Det er bedst i en privat chat. Skriv til mig direkte, så ser de andre i kanalen det ikke.
channel-help = Her i kanalen kan du skrive »dialogkort« eller »påmindelser«. Historier deler du i en privat chat med mig.

## The story form

story-form-heading = Del en god historie
story-form-heading-change = Ret historien
story-form-intro = Skriv, som du taler. To linjer er nok. Redaktøren læser historien, før den kommer i nyhedsbrevet.
story-form-words-of = Ordene er skrevet af { $name }, som får spørgsmålet først. Ingen andre ser historien før et ja.
story-title-label = Overskrift (kan udelades)
story-title-placeholder = Fx: Kaffen flyttede ud på gangen
story-title-error = Overskriften må højst være 100 tegn.
story-body-label = Hvad skete der?
story-body-placeholder = Fx: I går lykkedes det os at …
story-body-error = Skriv mindst én sætning.
story-theme-label = Tema
story-theme-placeholder = Vælg tema
story-theme-error = Vælg et tema.
story-name-label = Skal dit navn med?
story-name-full = Ja, hele mit navn
story-name-first-name-and-title = Kun fornavn og titel
story-name-none = Nej, uden navn
story-name-error = Vælg, om dit navn skal med.
story-colleague-label = Handler historien om en kollega?
story-colleague-nobody = Nej, ingen kollega er nævnt
story-colleague-hint = Din kollega ser teksten og bliver spurgt, før redaktøren ser den.
story-colleague-chosen = Den kollega, du valgte
story-unit-label = Hvor arbejder du?
story-unit-placeholder = Vælg enhed
story-unit-chosen = Den enhed, du valgte
story-unit-error = Vælg, hvor du arbejder.
story-citizen-label = Borgere og beboere
story-citizen-title = Ingen borger eller beboer kan genkendes, selv om navnet er udeladt
story-citizen-error = Sæt kryds, når ingen borger eller beboer kan genkendes.
story-form-way-out = Du kan altid rette historien eller trække den tilbage. Skriv »mine historier«.
story-send = Send historien
story-hard = Det her lyder som noget, der var hårdt. Vil du registrere det som en hændelse i stedet?
story-hard-yes = Ja, noget er sket
story-hard-no = Nej, det er en god historie

story-problem-body-empty = Skriv mindst én sætning.
story-problem-body-too-short = Skriv mindst én hel sætning.
story-problem-body-too-long = Teksten er for lang. Den må højst være 4.000 tegn.
story-problem-title-too-long = Overskriften må højst være 100 tegn.
story-problem-body-no-words = Der mangler ord. Skriv, hvad der skete.
story-problem-cpr = Det ligner et CPR-nummer. Jeg har ikke gemt det. Skriv teksten uden nummeret.
story-problem-theme-missing = Vælg et tema.
story-problem-name-missing = Vælg, om dit navn skal med.
story-problem-unit-missing = Vælg, hvor du arbejder.
story-problem-citizen-not-confirmed = Sæt kryds, når ingen borger eller beboer kan genkendes.
story-problem-unknown-choice = Et af valgene findes ikke længere. Vælg igen.
story-problem-colleague-named = Du nævner { $name }. Vælg { $name } her, så spørger jeg først. Eller skriv uden navnet.
story-problem-colleague-left = Du nævner { $name }. Jeg kan ikke længere spørge { $name }. Skriv uden navnet.
story-problem-source-unknown = Jeg kan ikke spørge den, der har skrevet beskeden. Fortæl historien med dine egne ord.
story-problem-day-missing = Vælg en dag.
story-problem-day-past = Dagen er gået. Vælg en dag fra i dag og frem.
story-problem-day-far = Dagen er mere end et år væk. Vælg en dag før.

## Draft, thanks, my stories

draft-heading = Skal det blive en god historie?
draft-text = Jeg gemmer det som en kladde i 30 dage. Kun du kan se den.
draft-use = Gør den færdig
draft-discard = Slet kladden
draft-discarded = Kladden er slettet.
drafts-erased = Dine kladder er slettet.
thanks-heading = Tak for historien
thanks-heading-changed = Tak, rettelsen er gemt
thanks-next = Redaktøren læser det, før det kan komme i ugens nyhedsbrev.
thanks-waiting = Jeg har spurgt { $names }. Teksten venter på samtykke. Redaktøren ser den, når alle har sagt ja.
thanks-refused = Svaret fra din kollega var nej tak. Teksten kommer ikke med, og redaktøren ser den ikke.
thanks-way-out = Skriv »mine historier«, hvis du vil rette teksten eller trække den tilbage.
story-change = Ret
story-withdraw = Træk tilbage
story-already-sent = Teksten er allerede sendt. Den er ikke sendt to gange.
story-gone = Teksten findes ikke længere. Der er ikke sket noget.
story-already-withdrawn = Teksten er allerede trukket tilbage.
story-withdrawn-heading = Tak, teksten er trukket tilbage
story-withdrawn-text = Den kommer ikke med i nyhedsbrevet. Teksten slettes helt om 30 dage.
story-withdrawn-undo = Fortryd
my-stories-heading = Mine historier
my-stories-empty = Du har ingen historier lige nu. Har du set noget, der lykkedes?
my-stories-more = Vis flere
my-stories-given-heading = Du har sagt ja til
my-stories-given = Historie fra { $author }
fact-theme = Tema
fact-name = Navn
fact-kind = Type
fact-day = Dag
fact-status = Status
name-not-shown = Vises ikke
state-draft = Kladde, kun du ser den
state-awaiting-consent = Venter på samtykke fra { $names }
state-refused = Svaret var nej tak. Historien kommer ikke med.
state-ready = Hos redaktøren
state-printed = Bragt i uge { $weeks }
untitled = Uden overskrift

## A photo to a story
photo-add = Tilføj et billede
photo-save = Gem billedet
photo-drop = Slet billedet
fact-photo = Billede
photo-link-heading = Tilføj et billede
photo-link-text = Send billedet her i chatten, eller åbn siden og vælg det der.
photo-link-lives = Siden kan bruges i 30 minutter. Sender du det her, ligger der også en kopi i Teams.
photo-link-open = Åbn siden
photo-form-heading = Billedet er modtaget
photo-form-text = Redaktøren ser det først, når du har gemt det her. Ellers slettes det efter 24 timer.
photo-story-label = Historien, som billedet hører til
photo-story-chosen = Den historie, du valgte
photo-story-error = Vælg en historie.
photo-alt-label = Billedtekst (til skærmlæsere)
photo-alt-placeholder = Hvad ser man på billedet?
photo-alt-error = Skriv kort, hvad man ser på billedet.
photo-citizen-label = Borgere
photo-citizen-title = Ingen borgere kan ses eller genkendes
photo-colleagues-label = Kolleger
photo-colleagues-title = Alle kolleger på billedet har sagt ja
photo-promise-error = Sæt flueben her, før billedet kan gemmes.
photo-caption-story-missing = Vælg en af dine historier.
photo-caption-alt-missing = Skriv med ord, hvad man ser på billedet.
photo-caption-alt-too-long = Billedteksten må højst fylde 200 tegn.
photo-caption-alt-cpr = Det ligner et CPR-nummer. Jeg har ikke gemt det. Skriv billedteksten uden nummeret.
photo-caption-citizen-not-confirmed = Billeder, hvor borgere kan genkendes, kan ikke komme med. Sæt flueben, hvis ingen kan.
photo-caption-colleagues-not-confirmed = Spørg dem, der er med. Sæt også flueben, hvis ingen kolleger er på billedet.
photo-kept-heading = Tak, billedet er gemt
photo-kept-text = Det følger med historien. Kun redaktøren ser det, før det bliver bragt.
photo-kept-way-out = Skriv »mine historier«, hvis du vil slette det igen.
photo-dropped = Billedet er slettet. Det kommer ikke med, når nyhedsbrevet hentes igen.
photo-gone = Billedet findes ikke længere. Der er ikke sket noget.
photo-story-first = Jeg har ikke gemt billedet. Skriv historien først, og send så billedet igen.
photo-not-kept = Billedet er ikke gemt. Billeder hører kun til gode historier.
photo-problem-none = Vælg et billede først.
photo-problem-several = Send ét billede ad gangen. Jeg har ikke gemt nogen af dem.
photo-problem-not-fetched = Billedet kunne ikke hentes. Prøv at sende det igen.
photo-problem-too-heavy = Billedet fylder mere end 5 MB. Vælg et mindre, eller tag et skærmbillede af det.
photo-problem-too-large = Billedet har for mange billedpunkter. Send det i en mindre størrelse.
photo-problem-heic = Billedet er i formatet HEIC. Tag det med kameraet i Teams, så bliver det JPEG.
photo-problem-other-kind = Filen er ikke et billede, jeg kan bruge. Send et billede som JPEG, PNG eller WebP.
photo-problem-broken = Billedet kan ikke læses. Prøv at tage eller sende det igen.

## The page where a photo is handed in
web-photo-to = Til historien: { $title }
web-photo-text = Billedet gemmes uden sted, tid og andre skjulte oplysninger.
web-photo-file = Billede, højst 5 MB
web-photo-again = Billedet skal vælges igen. Det, du har skrevet, står her stadig.
web-photo-link-used = Skriv »mine historier« til Medvind i Teams, og bed om et nyt link.
web-photo-too-heavy = Billedet er for stort
web-photo-too-heavy-text = Det fylder mere end 5 MB. Gå tilbage, og vælg et mindre billede.

## Consent

consent-heading = Må dine ord komme i nyhedsbrevet?
consent-heading-about = Må en historie om dig komme i nyhedsbrevet?
consent-text = { $author } vil gerne dele det, du skrev. Siger du ja, læser redaktøren historien. Siger du nej, ser ingen andre den.
consent-text-about = { $author } har skrevet en historie, hvor du er med. Siger du ja, læser redaktøren den. Siger du nej, ser ingen andre den.
consent-way-out = Du kan altid trække et ja tilbage.
consent-yes = Ja, det er i orden
consent-no = Nej tak
consent-said-yes = Tak for dit ja
consent-said-yes-next = Nu læser redaktøren historien. Du kan trække dit ja tilbage her eller under »mine historier«.
consent-said-no = Tak for dit svar
consent-said-no-next = Historien kommer ikke med. Redaktøren ser den ikke.
consent-take-back = Træk mit ja tilbage
consent-yes-after-all = Jeg siger ja alligevel
consent-gone = Du behøver ikke svare. Historien er trukket tilbage, eller du er ikke med i den.
consent-answered-already = Du har allerede svaret. Skriv »mine historier«, hvis du vil ændre det.
consent-outcome-yes = { $colleague } har sagt ja
consent-outcome-yes-next = Din historie »{ $title }« er nu hos redaktøren.
consent-outcome-yes-waiting = Din historie »{ $title }« venter stadig på samtykke fra en anden.
consent-outcome-no = { $colleague } har sagt nej tak
consent-outcome-no-next = Din historie »{ $title }« kommer ikke med, som den er. Du kan rette den eller trække den tilbage.
consent-outcome-no-words = Din historie »{ $title }« kommer ikke med. Redaktøren ser den ikke.

# Til administratoren, når en vigtig besked ikke når frem
undelivered-heading = En besked er ikke nået frem
undelivered-what = { $name } har ikke fået en besked, der ikke må gå tabt. Teams kunne ikke aflevere den.
undelivered-somebody = En kollega
undelivered-next = Tal med { $name } i dag. Bed om, at Medvind bliver tilføjet, og at der bliver skrevet »hej«.
undelivered-seen-by = Kun administratorer ser denne besked.

## Something happened: whom to call

call-heading = Er du i sikkerhed?
call-danger = Er der fare nu, så ring 1-1-2 eller brug jeres alarm. Jeg er ikke en alarm, og ingen holder øje med chatten.
call-people = Vil du tale med en nu?
call-leader = Leder
call-deputy = Stedfortræder
call-representative = Arbejdsmiljørepræsentant
call-numbers = Numre
call-number-checked = { $note } Sidst tjekket { $date } af { $owner }.
call-nobody = Jeg ved ikke, hvor du arbejder, så jeg kender ikke din leder. Tal med en kollega på vagt.
call-register = Vil du registrere en hændelse, så tryk på knappen. Skemaet kan vente.

## The standing point

agenda-topic-attendance = Fast punkt: sygefravær og fremmøde
agenda-topic-psychological-safety = Fast punkt: psykologisk tryghed
agenda-heading-several = Faste punkter på jeres møde
agenda-when = Uge { $week } · { $forum } · { $when }
agenda-when-discussed = Uge { $week } · { $forum } · drøftet
agenda-when-postponed = Uge { $week } · { $forum } · udsat til næste møde
agenda-card-label = Dialogkort
agenda-rule = Tal om vilkår, ikke om personer. Ingen behøver at fortælle om egen sygdom.
agenda-rule-safety = Tal om vilkår, ikke om personer. Man må gerne bare lytte.
agenda-last = Sidst aftalte I (uge { $week })
agenda-agreed = I aftalte
agenda-discussed = Vi har drøftet det
agenda-postpone = Udsæt til næste møde
agenda-undo = Fortryd
agenda-swap = Nyt spørgsmål
agenda-swap-leader-only = Nyt spørgsmål vælges af lederen eller stedfortræderen. Kortet er det samme.
agenda-agreement-label = Hvad aftalte vi? (kan udelades)
agenda-agreement-placeholder = Fx: Vi bytter de to tunge morgener
agenda-agreement-hint = Skriv om vilkår, ikke om personer. Alle i kanalen ser det, også ved næste møde. Lederen kan give det videre til nyhedsbrevet og udvalget.
agenda-agreement-hint-private = Skriv om vilkår, ikke om personer. Leder og indkalder ser det. Lederen kan give det videre til nyhedsbrevet og udvalget.
agenda-agree = Gem aftalen
agenda-edit = Ret aftalen
agenda-problem-too-long = Aftalen må højst være 300 tegn. Skriv det vigtigste.
agenda-problem-cpr = Det ligner et CPR-nummer. Jeg har ikke gemt det. Skriv aftalen uden nummeret.
agenda-problem-name = »{ $name }« ligner et navn. Skriv, hvad I gør, og ikke hvem. Aftalen er ikke gemt endnu.
agenda-gone = Punktet findes ikke længere. Der er ikke sket noget.
agenda-lock-screen = Et dialogkort til jeres næste møde

card-culture-1 = Hvad siger vi, når telefonen ringer, og en kollega melder sig syg?
card-culture-2 = Hvornår er man syg nok til at blive hjemme hos os – og hvem har bestemt det?
card-culture-3 = Hvilke ord bruger vi om fravær, som kan få nogen til at møde for tidligt ind igen?
card-culture-4 = Hvad får os til at glæde os til arbejdet på en grå tirsdag i november?
card-work-1 = Hvilken del af arbejdet tapper os mest lige nu, og hvad ville lette den en smule?
card-work-2 = Hvornår på døgnet eller ugen er vi mest pressede, og hvad kunne flyttes?
card-work-3 = Hvilke møder med borgere eller pårørende sidder i kroppen bagefter, og hvor læsser vi dem af?
card-work-4 = Hvornår arbejder vi alene, og hvad mangler vi for at være trygge ved det?
card-contact-1 = Hvordan vil vi gerne have, at kolleger holder kontakt, når vi er syge – og hvornår vil vi have ro?
card-contact-2 = Hvad skal teamet vide om et fravær for at kunne arbejde, og hvad er ikke vores bord?
card-contact-3 = Hvem tager imod opkaldet om morgenen, og hvordan bliver det en ordentlig samtale på to minutter?
card-contact-4 = Ved vi alle, hvornår lederen ringer under sygdom, og hvad samtalen skal bruges til?
card-return-1 = Hvad er en god første dag tilbage efter lang tid væk?
card-return-2 = Hvilke opgaver kan man begynde med, hvis man kun kan arbejde få timer?
card-return-3 = Hvordan undgår vi, at den, der kommer tilbage, skal forklare sig til alle?
card-return-4 = Hvordan aftaler vi særlige hensyn, så både den ene og resten af holdet kan leve med dem?
card-daily-1 = Hvilke opgaver kan vente, når vi mangler to på vagten – og hvem siger det højt?
card-daily-2 = Er det rimeligt fordelt hos os, hvem der bliver spurgt om ekstra vagter?
card-daily-3 = Hvad gør vi for afløsere og nye, så de ikke står alene på en presset dag?
card-daily-4 = Hvordan fortæller vi borgere og pårørende, at vi er færre i dag, uden at give nogen skylden?
card-prevent-1 = Hvordan opdager vi hos os, at nogen er ved at have for meget om ørerne – og hvad gør vi så?
card-prevent-2 = Hvad har vi prøvet før, som faktisk hjalp, og hvorfor holdt vi op med det?
card-prevent-3 = Hvilken lille ting vil vi prøve de næste fire uger, og hvem holder øje med den?
card-prevent-4 = Hvad skal vores lokaludvalg vide om det, vi lige har talt om?

# Tolv kort om psykologisk tryghed, med samme stemme som dem om fremmøde.
card-doubt-1 = Hvornår har vi sidst sagt "det ved jeg ikke" højt – og hvad skete der så?
card-doubt-2 = Hvad er let at spørge om hos os, og hvad tier vi stille med?
card-doubt-3 = Hvad kan vi gøre i dag, så det bliver lettere for en kollega at bede om hjælp?
card-mistakes-1 = Når noget går skævt hos os: Leder vi efter, hvem det var, eller efter det, vi kan lære?
card-mistakes-2 = Hvad var lige ved at gå galt for nylig, og hvad fik os til at opdage det?
card-mistakes-3 = Hvordan taler vi om en fejl, så den, der stod i den, har lyst til at møde ind i morgen?
card-voice-1 = Hvordan siger vi til hinanden, at vi er uenige – og hvad gør vi, når det er svært?
card-voice-2 = Hvad taler vi om ude på parkeringspladsen, som hører til på vores møde?
card-voice-3 = Når en af os siger noget ubehageligt til lederen: Hvad sker der bagefter?
card-belonging-1 = Hvordan kan en ny kollega, en elev eller en afløser mærke, at deres spørgsmål er velkomne?
card-belonging-2 = Hvis erfaring mangler på vores møder – natholdets, afløsernes, de nyes – og hvordan får vi den med?
card-belonging-3 = Hvilken lille ting vil vi prøve de næste fire uger, så det bliver lettere at sige noget højt?

## Check-ins

check-in-heading = Tjek-ind
check-in-team = { $team } · svar inden { $when }
check-in-confidential = Fortroligt – vises kun samlet.
check-in-who = Teamet og lederen ser det samlede svar på samme tid. Enheden og området ser kun deres eget samlede svar. Der skal være mindst { $least } svar.
check-in-who-elsewhere = Svarene bliver kun vist for flere teams sammen, og først fra { $least } svar. Hverken dit team eller din leder ser teamets eget svar.
check-in-final = Dit svar bliver talt med uden dit navn. Det kan ikke ændres bagefter.
check-in-together = Jeres svar bliver talt sammen med { $teams }. Det beskytter den enkelte.
check-in-tried = Sidst ville I prøve:
check-in-about = Sådan passer vi på dit svar
check-in-stop = Stop disse beskeder
check-in-resume = Få besked igen
check-in-answer-clearly = Ja, klart
check-in-answer-mostly = For det meste
check-in-answer-seldom = Sjældent
check-in-answer-no = Nej
check-in-answer-skip = Spring over
check-in-thanks-heading = Tak for dit tjek-ind
check-in-thanks-first = Dit første tryk gælder og kan ikke ændres.
check-in-thanks-next = Resultatet kommer { $day }, hvis der er svar nok.
check-in-thanks-who = Teamet og lederen ser det samme på samme tid.
check-in-thanks-elsewhere = Svarene bliver kun vist for flere teams sammen.

# De otte spørgsmål, som de står i voice.md 3.4
check-in-question-ci-doubt = Har du i den sidste uge kunnet sige "det ved jeg ikke" uden at holde dig tilbage?
check-in-question-ci-help = Fik du hjælp, sidst du bad en kollega om det?
check-in-question-ci-mistake = Da noget gik skævt, talte vi så om, hvad vi kunne lære af det?
check-in-question-ci-disagree = Kan du være uenig med holdet og stadig være en del af det?
check-in-question-ci-newcomer = Bliver nye, elever og afløsere hørt på lige fod med os andre?
check-in-question-ci-direct = Når noget driller mellem os, får den rigtige person det så at vide?
check-in-question-ci-leader = Kan du ringe til din leder, også når du har noget ubehageligt at sige?
check-in-question-ci-followup = Skete der noget synligt med det, vi sidst bragte op?
check-in-short-ci-doubt = Tvivl
check-in-short-ci-help = Hjælp
check-in-short-ci-mistake = Fejl
check-in-short-ci-disagree = Uenighed
check-in-short-ci-newcomer = Nye
check-in-short-ci-direct = Sige det direkte
check-in-short-ci-leader = Lederen
check-in-short-ci-followup = Opfølgning

# Resultatet: ord, aldrig en karakter. Under ti svar kun hældningen.
check-in-result-heading = Resultat af tjek-ind
check-in-result-closed = { $team } · { $day }
check-in-result-talked = { $team } · { $day } · I har talt om det
check-in-result-asked = I blev spurgt
check-in-result-answer = Jeres samlede svar
check-in-level-high = Hælder mod ja
check-in-level-middle = Midt mellem ja og nej
check-in-level-low = Hælder mod nej
check-in-step-0 = Nej
check-in-step-1 = Mellem nej og sjældent
check-in-step-2 = Sjældent
check-in-step-3 = Mellem sjældent og for det meste
check-in-step-4 = For det meste
check-in-step-5 = Mellem for det meste og ja, klart
check-in-step-6 = Ja, klart
check-in-divided = Svarene er delte. Mindst { $least } hælder mod ja, og mindst { $least } hælder mod nej.
check-in-band-few = Mellem 5 og 9 har svaret.
check-in-band-several = Mellem 10 og 19 har svaret.
check-in-band-many = 20 eller flere har svaret.
check-in-result-few = Der er for få svar til at vise et resultat, der beskytter alle. Det er helt i orden.
check-in-result-elsewhere = Svarene på det her spørgsmål bliver aldrig vist for ét team alene. Det beskytter jer, der svarer.
check-in-result-together = Jeres svar er talt sammen med { $teams }. De ser det samme på samme tid.
check-in-result-same = Teamet og lederen ser det samme på samme tid.
check-in-talk-label = Tal om det i fem minutter
check-in-last = Sidst ville I prøve
check-in-last-asked = Skete det?
check-in-happened = Det skete
check-in-not-yet = Ikke endnu
check-in-outcome-happened = Det skete. Tak, fordi I prøvede.
check-in-outcome-not-yet = Det er ikke sket endnu. Det er helt i orden.
check-in-talked = Vi talte om det
check-in-plan = Hvad vil vi prøve?
check-in-plan-again = Ret det, vi vil prøve
check-in-trial = I vil prøve
check-in-trial-until = Det ser vi på igen efter { $day }.
check-in-trial-label = Hvad vil vi prøve?
check-in-trial-placeholder = Fx: Vi begynder vagten med at sige, hvad vi er i tvivl om
check-in-trial-hint = Én lille ting er nok. Alle i kanalen ser den. Skriv om vilkår, ikke om personer.
check-in-until-label = Hvornår ser vi, om det skete?
check-in-until-placeholder = Vælg dato
check-in-keep = Gem det
check-in-problem-too-long = Teksten må højst være 300 tegn. Skriv det vigtigste.
check-in-problem-cpr = Det ligner et CPR-nummer. Jeg har ikke gemt det. Skriv teksten uden nummeret.
check-in-problem-name = »{ $name }« ligner et navn. Skriv, hvad I gør, og ikke hvem. Det er ikke gemt endnu.
check-in-problem-day = Vælg i dag eller en dag inden for et halvt år.
check-in-problem-empty = Skriv én lille ting, I vil prøve.

# Ét spørgsmål at tale om: om vilkår, aldrig om personer. Ét for hvert spørgsmål og hvert resultat.
checkin-talk-ci-doubt-high = Hvad hos os gør det let at sige "det ved jeg ikke"?
checkin-talk-ci-doubt-middle = I hvilke situationer er det sværest at sige, at vi er i tvivl?
checkin-talk-ci-doubt-low = Hvad kan vi ændre på vagten, så tvivl er lettere at sige højt?
checkin-talk-ci-doubt-none = Hvornår på dagen har vi brug for at kunne spørge hurtigt?
checkin-talk-ci-help-high = Hvad gør, at hjælpen er let at få hos os, også på travle dage?
checkin-talk-ci-help-middle = Hvornår på døgnet er det sværest at få hjælp, og hvad kunne flyttes?
checkin-talk-ci-help-low = Hvad står i vejen for hjælpen: tid, afstand, telefon eller noget andet?
checkin-talk-ci-help-none = Hvordan siger vi til hinanden, at vi har brug for hjælp?
checkin-talk-ci-mistake-high = Hvad lærte vi, sidst noget gik skævt, og hvad gør vi anderledes nu?
checkin-talk-ci-mistake-middle = Hvad kommer i vejen, når vi skulle have talt om noget, der gik skævt?
checkin-talk-ci-mistake-low = Hvor og hvornår kunne vi bruge fem minutter på det, der gik skævt?
checkin-talk-ci-mistake-none = Hvilken fast tid har vi til at tale om noget, der gik skævt?
checkin-talk-ci-disagree-high = Hvad gør, at vi kan være uenige og stadig arbejde godt sammen?
checkin-talk-ci-disagree-middle = Hvilke emner er lette at være uenige om, og hvilke er sværere?
checkin-talk-ci-disagree-low = Hvad kan vi ændre på vores møder, så flere synspunkter kommer frem?
checkin-talk-ci-disagree-none = Hvordan tager vi en beslutning, når vi ser forskelligt på den?
checkin-talk-ci-newcomer-high = Hvad gør vi på den første dag, som er værd at gøre hver gang?
checkin-talk-ci-newcomer-middle = Hvilken viden mangler nye, elever og afløsere oftest, når vagten begynder?
checkin-talk-ci-newcomer-low = Hvad kan vi ændre, så nye, elever og afløsere får ordet på mødet?
checkin-talk-ci-newcomer-none = Hvad skal en ny kollega, en elev eller en afløser vide den første time?
checkin-talk-ci-direct-high = Hvad gør det let at tage en ting op direkte hos os?
checkin-talk-ci-direct-middle = Hvornår på dagen er der ro til at tage det op, der driller?
checkin-talk-ci-direct-low = Hvad skal der til, så noget, der driller, bliver sagt tidligt og venligt?
checkin-talk-ci-direct-none = Hvad vil vi gerne gøre, når noget driller i samarbejdet?
checkin-talk-ci-leader-high = Hvad gør det let at komme med noget svært, og hvad skal vi beholde?
checkin-talk-ci-leader-middle = Hvornår og hvordan er det lettest at komme med noget svært?
checkin-talk-ci-leader-low = Hvilken fast tid eller vej ville gøre det lettere at sige noget svært?
checkin-talk-ci-leader-none = Hvad er den letteste vej, når noget svært skal siges til ledelsen?
checkin-talk-ci-followup-high = Hvad var det, der fik noget til at ske, sidst vi bragte noget op?
checkin-talk-ci-followup-middle = Hvilken del af det, vi bragte op, mangler stadig et skridt?
checkin-talk-ci-followup-low = Hvilken lille del kan vi selv ændre, og hvad skal ledelsen svare på?
checkin-talk-ci-followup-none = Hvad har vi bragt op for nylig, og hvor langt er det kommet?

# Lederens valg af dag
check-in-day-heading = Hvilken dag får { $team } tjek-ind?
check-in-day-text = { $every ->
    [2] Hver anden uge får teamet ét spørgsmål, hver for sig. Du ser ikke, hvad den enkelte svarer.
   *[other] Hver { $every }. uge får teamet ét spørgsmål, hver for sig. Du ser ikke, hvad den enkelte svarer.
}
check-in-day-leaders = Ledere og stedfortrædere svarer ikke. Resultatet kommer i teamets kanal, og du ser det samtidig.
check-in-day-label = Ugedag
check-in-day-placeholder = Vælg ugedag
check-in-day-error = Vælg en ugedag.
check-in-day-save = Gem dagen
check-in-day-stop = Stop tjek-ind i teamet
check-in-day-change = Vælg en anden dag
check-in-day-saved = Tak, dagen er gemt
check-in-day-next = { $team } bliver spurgt næste gang { $when }.
check-in-day-stopped = I orden, teamet bliver ikke spurgt
check-in-day-again = { $team } får ikke tjek-ind lige nu. Du kan vælge en dag igen, når du vil.
check-in-teams-heading = Hvilket team gælder det?
check-in-teams-label = Team
check-in-teams-placeholder = Vælg team
check-in-teams-error = Vælg et team.
check-in-teams-choose = Vis dagen

# Over tid
check-in-trends-heading = Tjek-ind over tid
check-in-trends-text = Hver runde har sit eget spørgsmål, så svarene bliver aldrig lagt sammen.
check-in-trend-team = { $name }
check-in-trend-unit = Hele { $name }
check-in-trend-area = Hele { $name }
check-in-trends-round = Runde
check-in-trends-question = Spørgsmål
check-in-trends-result = Samlet svar
check-in-trends-gap = – vises ikke
check-in-trends-gap-means = – betyder, at der er for få svar til et resultat, der beskytter alle.
check-in-trends-scale = 1 = nej · 2 = sjældent · 3 = for det meste · 4 = ja, klart
check-in-trends-open = En runde er åben til { $when }.
check-in-trends-empty = Der har ikke været nogen runder endnu. Resultaterne kommer her, når en runde er slut.
check-in-trends-more = De ældre runder står på siden.
check-in-trends-link = Åbn siden med tjek-ind

# Korte svar
check-in-none-open = Der er ingen åben runde lige nu. Den næste begynder { $when }.
check-in-none-planned = Jeres team har ikke valgt en dag for tjek-ind endnu. Jeres leder kan skrive »tjek-ind-dag« til mig.
check-in-leader = Ledere og stedfortrædere svarer ikke på tjek-ind. Du ser det samme som teamet på samme tid.
check-in-owner = Den, der ejer teamet i Teams, svarer ikke på tjek-ind. Du ser det samme som teamet på samme tid.
check-in-no-team = Jeg ved ikke, hvilket team du hører til. En administrator kan skrive det i organisationsfilen.
check-in-too-small = I er for få til en runde denne gang. Med så få kunne nogens svar gættes. Det er helt i orden.
check-in-not-eligible = Runden begyndte, før du kom med i teamet. Du er med fra den næste.
check-in-closed = Tak, men runden er slut, og svaret er ikke talt med. Skriv »resultater«, så ser du, hvad der kom ud af den.
check-in-lost = Jeg kan ikke tælle svar med i den runde længere. Der er ikke gemt noget.
check-in-gone = Det kort er for gammelt, eller det er ikke dit. Der er ikke sket noget.
check-in-stopped = I orden. Du får ikke flere beskeder om tjek-ind. Du kan stadig skrive »tjek ind« og svare.
check-in-resumed = Tak. Du får besked igen, når en runde begynder.
check-in-day-leader-only = Dagen for tjek-ind vælges af teamets leder eller stedfortræder. Der er ikke ændret noget.
check-in-trends-none = Der er ikke noget at se endnu. Resultaterne kommer, når en runde er slut.

## The rhythm of a forum

rhythm-heading = Hvornår mødes { $forum }?
rhythm-heading-which = Hvilket møde vil du se?
rhythm-text = Teamets kanal får et dialogkort før hvert møde. Leder, stedfortræder eller administrator kan ændre det.
rhythm-text-private = Den, der indkalder, får et dialogkort før hvert møde. Leder, stedfortræder eller administrator kan ændre det.
rhythm-forum-label = Møde
rhythm-weekday-label = Ugedag
rhythm-at-label = Klokken
rhythm-cadence-label = Hvor tit?
rhythm-anchor-label = Dato for et af møderne, hvis det ikke er hver uge
rhythm-topics-label = Fast punkt
rhythm-lead-label = Hvornår skal kortet komme?
rhythm-hours-label = Hvornår på dagen må jeg skrive?
rhythm-summer-label = Sommer
rhythm-until-label = Hvornår skal påmindelserne begynde igen?
rhythm-day-label = Ny dato
rhythm-choose = Vælg
rhythm-anchor-placeholder = Vælg dato
rhythm-weekday-0 = Mandag
rhythm-weekday-1 = Tirsdag
rhythm-weekday-2 = Onsdag
rhythm-weekday-3 = Torsdag
rhythm-weekday-4 = Fredag
rhythm-weekday-5 = Lørdag
rhythm-weekday-6 = Søndag
rhythm-cadence-weekly = Hver uge
rhythm-cadence-every-second-week = Hver anden uge
rhythm-cadence-monthly = Hver måned
rhythm-cadence-quarterly = Hvert kvartal
rhythm-cadence-half-yearly = Hvert halve år
rhythm-topics-attendance = Sygefravær og fremmøde
rhythm-topics-psychological-safety = Psykologisk tryghed
rhythm-topics-attendance-and-psychological-safety = Begge dele på samme kort
rhythm-lead = { $days ->
    [0] Samme dag
    [1] 1 arbejdsdag før
   *[other] { $days } arbejdsdage før
}
rhythm-hours = Mellem { $first } og { $last }
rhythm-summer = Ingen møder i uge { $first }–{ $last }
rhythm-summer-none = Vi mødes hele sommeren
rhythm-save = Gem mødetiden
rhythm-stop = Stop påmindelser
rhythm-breaks = Hold pause eller flyt et møde
rhythm-breaks-heading = Pause eller flytning: { $forum }
rhythm-pause-heading = Hold pause med påmindelser
rhythm-pause = Hold pause
rhythm-go-on = Slut pausen nu
rhythm-move-heading = Flyt det næste møde, kun denne gang
rhythm-move-text = Det næste møde er { $when }.
rhythm-move = Flyt mødet
rhythm-problem-forum = Vælg et møde.
rhythm-problem-weekday = Vælg en ugedag.
rhythm-problem-at = Skriv klokkeslættet, fx 14.30.
rhythm-problem-cadence = Vælg, hvor tit I mødes.
rhythm-problem-anchor = Vælg datoen for et af møderne, så jeg ved, hvilken uge det er.
rhythm-problem-topics = Vælg, hvad der er fast punkt.
rhythm-problem-lead = Vælg et kortere varsel. Kortet kan ikke komme før det forrige møde.
rhythm-problem-hours = Vælg, hvornår på dagen jeg må skrive.
rhythm-problem-summer = Vælg, om I mødes om sommeren.
rhythm-problem-until = Vælg en dato efter i dag og højst et år frem.
rhythm-problem-day = Datoen må ikke være gået. Den skal ligge efter en pause og før mødet efter det her.
rhythm-leader-only = Mødetiden sættes af leder, stedfortræder eller administrator. Der er ikke ændret noget.
bind-leader-only = Det vælger teamets leder eller stedfortræder. Der er ikke ændret noget.
rhythm-saved-heading = Tak, mødetiden er gemt
rhythm-saved-next = { $forum } mødes næste gang { $when }.
rhythm-saved-nudge = Dialogkortet kommer { $nudge }.
rhythm-saved-sent = Dialogkortet til det møde er sendt.
rhythm-saved-who = Alle i teamets kanal ser kortet.
rhythm-saved-no-channel = Føj Medvind til teamet i Teams, så kortet kan vises dér.
rhythm-saved-convenor = Kun den, der indkalder, får kortet.
rhythm-saved-nobody = Jeg ved ikke, hvem der indkalder. En administrator kan skrive det i organisationsfilen.
rhythm-stopped = { $forum } får ingen påmindelser lige nu. Du kan starte dem igen, når du vil.

## Private reminders to keep in touch with a colleague who is ill (1-3-10)

follow-up-phrases = 1-3-10 | opfølgning | opfølgninger | mine opfølgninger | sygefraværsopfølgning | det kan du forvente | 1-5-14 | 2-6-14
# Neutrale ord til opfølgninger: træer, der ikke også er almindelige navne.
follow-up-word-phrases = Birk | Eg | Bøg | Ahorn | Røn | Hassel | Elm | Lærk | Hyld | Gran | Kastanje | Poppel | Tjørn | Slåen | Ædelgran | Avnbøg | Rødel | Hvidtjørn | Navr | Taks | Enebær | Kirsebær | Kvæde | Valnød | Morbær | Platan | Bævreasp | Vildæble | Skovfyr | Blodbøg
follow-up-heading = Opfølgning ved sygefravær
follow-up-text = Jeg minder dig om at holde kontakten med en kollega, der er syg. Modellen er { $model }.
follow-up-kept = Start, når en kollega melder sig syg. Opfølgningen får navn efter et træ, så du ikke nævner nogen. Kun du ser den.
follow-up-start = Start en opfølgning i dag
follow-up-running = I gang
follow-up-show = Vis { $word }
follow-up-next = Næste påmindelse er { $when }.
follow-up-none-left = Der kommer ikke flere påmindelser.
follow-up-more = Du har flere i gang. De kommer frem her, når andre er slut.
follow-up-day = Dag { $day }.
follow-up-day-heading = { $word } · dag { $day }
follow-up-legitimate = Det er legitimt at være syg.
follow-up-first-text = Tag kontakt i dag, kort og venligt. Spørg, hvordan I bedst holder kontakten.
follow-up-later-text = Tag kontakt igen. Hør, om der er noget, du kan gøre for at hjælpe.
follow-up-talk-heading = { $word } · samtalen inden for fire uger
follow-up-talk-limit = Hold den senest { $limit }.
follow-up-talk-text = Aftal en samtale om vejen tilbage. Den må gerne være i telefonen. Det står i sygedagpengeloven § 7 a.
follow-up-may = Det må du spørge om
follow-up-ask-how-long = Hvor længe regner du med at være væk?
follow-up-ask-tasks = Er der opgaver, du kan klare?
follow-up-ask-workplace = Er der noget, vi kan gøre på arbejdspladsen?
follow-up-ask-partial = Kan du arbejde nogle timer? Det hedder delvis raskmelding.
follow-up-ask-contact = Hvordan og hvornår skal vi tale sammen igen?
follow-up-ask-colleagues = Må kollegerne få at vide, at du er syg?
follow-up-may-not = Det må du ikke spørge om
follow-up-ask-illness = Hvad fejler du?
follow-up-ask-symptoms = Hvilke symptomer har du?
follow-up-ask-medicine = Hvilken medicin får du?
follow-up-law = Det står i helbredsoplysningsloven (lov 286 fra 1996). Kolleger må få at vide, at nogen er syg, men ikke hvorfor.
follow-up-told-anyway = Hører du det alligevel, så lad det blive mellem jer. Skriv det ikke ned.
follow-up-own = Kommunens egen tekst
follow-up-own-checked = Ansvarlig: { $owner }. Sidst tjekket { $date }.
follow-up-seen-by = Kun du ser det her. Jeg gemmer ordet { $word }, første dag og næste påmindelse. Jeg ved ikke, hvem det handler om.
follow-up-done = Gjort
follow-up-snooze = Mind mig næste arbejdsdag
follow-up-stop = Stop
follow-up-all = Mine opfølgninger
follow-up-first-day-label = Første sygedag
follow-up-first-day-save = Ret første dag
follow-up-problem-missing = Vælg en dato.
follow-up-problem-future = Datoen er ikke ændret. Vælg i dag eller en dag før.
follow-up-problem-early = Datoen er ikke ændret. Vælg en dag inden for de sidste 28 dage.
follow-up-rest-started = Tak, opfølgningen { $word } er i gang
follow-up-rest-done = Tak, det er gjort
follow-up-rest-snoozed = I orden, opfølgningen { $word } venter
follow-up-rest-moved = Tak, første dag er rettet.
follow-up-rest-waiting = Opfølgningen { $word } er i gang
follow-up-rest-next = Jeg minder dig om { $word } { $when }.
follow-up-finished = Tak, opfølgningen { $word } er færdig
follow-up-stopped = I orden, opfølgningen { $word } er stoppet
follow-up-erased = Du får ikke flere påmindelser om den. Jeg sletter alt om den { $day }.
follow-up-start-again = Var det ikke meningen, så start en ny, og ret første dag. Kun du ser dem.
follow-up-gone = Den opfølgning findes ikke længere. Der er ikke sket noget.
follow-up-leader-only = Opfølgning startes af en leder eller stedfortræder. Der er ikke startet noget.
follow-up-expect-heading = Det kan du forvente, når du er syg
follow-up-expect-text = Det er legitimt at være syg. Din leder holder kontakten med dig.
follow-up-expect-contact = Din leder kontakter dig.
follow-up-four-weeks = Inden fire uger.
follow-up-expect-talk = I taler om vejen tilbage. Det må gerne være i telefonen. Det står i sygedagpengeloven § 7 a.
follow-up-in-calendar-days = Første sygedag er dag 1. Weekender og helligdage tæller med.
follow-up-in-working-days = Første sygedag er dag 1. Derefter tæller mandag til fredag, men ikke helligdage.
follow-up-expect-may = Det må din leder spørge om
follow-up-expect-may-not = Det må din leder ikke spørge om
follow-up-expect-bring = Du må gerne have en med til samtaler, fx din tillidsrepræsentant.
follow-up-expect-kept = Jeg gemmer ikke, hvem der er syg. Din leders påmindelser er uden navn.

## Overblik

overview-heading = Overblik
overview-forum = { $forum }
overview-next = Næste møde: uge { $week }, { $when }.
overview-discussed = { $when } Punktet er drøftet.
overview-paused = { $when } Påmindelserne holder pause til { $until }.
overview-no-rhythm = Jeg kender ikke mødetiden. Skriv »påmindelser« for at sætte den.
overview-no-forums = Du har ingen møder her endnu.
overview-more = { $count ->
    [one] Du har 1 møde mere. Skriv »påmindelser« for at se det.
   *[other] Du har { $count } møder mere. Skriv »påmindelser« for at se dem.
}
overview-meeting = Vis kortet til mødet
overview-tell = Må med i nyhedsbrevet
overview-untell = Tag det ud af nyhedsbrevet
overview-told = Redaktøren må bringe det i nyhedsbrevet. Det kommer også på listen til udvalget, med navnet på mødet.
overview-runs = Dine egne påmindelser om opfølgning
overview-runs-seen-by = Kun du ser dem.
overview-run-show = Vis { $word }
overview-run-due = Næste påmindelse: { $when }.
overview-run-last = Sidste skridt er vist.
overview-paper = Åbn listen til udvalget
overview-paper-text = Listen viser, hvor punktet er på dagsordenen. Den viser også, hvor det er drøftet. Linket virker én gang, i 10 minutter.
overview-leader-only = Overblikket er for ledere, stedfortrædere, MED-sekretæren og administratoren. Skriv »dialogkort«, hvis du vil se et kort.

## The editor

newsletter-heading = Til nyhedsbrevet · uge { $week }
newsletter-none = Ingen nye historier i denne uge. Det er helt i orden.
newsletter-last-week = { $count ->
    [one] Sidste uge: 1 historie.
   *[other] Sidste uge: { $count } historier.
}
newsletter-count = { $count ->
    [one] 1 historie er klar.
   *[other] { $count } historier er klar.
}
newsletter-awaiting = { $count ->
    [one] 1 historie venter på samtykke.
   *[other] { $count } historier venter på samtykke.
}
newsletter-agreements = { $count ->
    [one] 1 aftale er klar.
   *[other] { $count } aftaler er klar.
}
newsletter-published = Udgivet { $when }.
newsletter-open = Åbn redaktionen
newsletter-link-note = Linket virker én gang, i 10 minutter, og kun for dig.
newsletter-editor-only = Nyhedsbrevet hentes af redaktøren. Dine egne historier ser du under »mine historier«.

## What goes to the newsletter besides stories

contribute-heading = Hvad vil du dele?
contribution-seen-by = Redaktøren læser det, før det kan komme i nyhedsbrevet.
contribution-kudos = Ros til en kollega
contribution-community = Et arrangement
contribution-visit = Føl-besøg: kom med en dag
contribution-learning-story = Det lærte vi
contribution-neighbour = Kend din nabo
# The form when nothing could be saved, and nobody can say which of these it was.
contribution-any = Bidrag til nyhedsbrevet
contribution-about-kudos = Sig tak for noget bestemt. Din kollega bliver spurgt først.
contribution-about-community = Kaffe, sang eller en gåtur, hvor andre kan være med.
contribution-about-visit = Lad en kollega følge jer en dag.
contribution-about-learning-story = Noget, I gør anderledes nu.
contribution-about-neighbour = Fortæl, hvad I laver hos jer.
contribution-change = Ret teksten
contribution-intro-kudos = Skriv, hvad din kollega gjorde, og hvad det betød. To linjer er nok.
contribution-intro-community = Skriv, hvad der sker, hvor det er, og hvem der kan være med.
contribution-intro-visit = Skriv, hvad man kan opleve hos jer, og hvordan man får en aftale.
contribution-intro-learning-story = Skriv, hvad der skete, og hvad I gør nu. Skriv om arbejdet, ikke om personer.
contribution-intro-neighbour = Skriv, hvad I laver i jeres enhed, og hvad I kan hjælpe andre med.
contribution-intro-any = To linjer er nok.
contribution-title-kudos = Fx: Tak for hjælpen i mandags
contribution-title-community = Fx: Vi synger sammen
contribution-title-visit = Fx: En formiddag i hjemmeplejen
contribution-title-learning-story = Fx: Nu ser vi på bremsen først
contribution-title-neighbour = Fx: Det laver vi i dagcentret
contribution-title-any = Fx: Vi synger sammen
contribution-body-kudos = Hvad gjorde din kollega?
contribution-body-community = Hvad sker der, og hvor?
contribution-body-visit = Hvad kan man opleve hos jer?
contribution-body-learning-story = Hvad lærte I?
contribution-body-neighbour = Hvad laver I?
contribution-body-any = Din tekst
contribution-example-kudos = Fx: I mandags blev du længere, så vi andre kunne …
contribution-example-community = Fx: Vi mødes i kantinen klokken 14 og …
contribution-example-visit = Fx: Du kan komme med på en morgenvagt …
contribution-example-learning-story = Fx: Vi opdagede, at … Nu gør vi …
contribution-example-neighbour = Fx: Hos os hjælper vi med …
contribution-example-any = Fx: Hos os …
contribution-colleague = Er en kollega nævnt?
contribution-day = Hvilken dag?
contribution-day-optional = Hvilken dag? (kan udelades)
contribution-day-placeholder = Vælg dag
contribution-day-error = Vælg en dag.
contribution-send = Send bidraget
contribution-not-hard = Nej, det er til nyhedsbrevet
contribution-way-out = Du kan altid rette teksten eller trække den tilbage. Skriv »mine historier«.
contribution-thanks-kudos = Tak for din ros
contribution-thanks-community = Tak, fordi du fortæller om det
contribution-thanks-visit = Tak for tilbuddet
contribution-thanks-learning-story = Tak, fordi I deler det, I lærte
contribution-thanks-neighbour = Tak, fordi du fortæller om jer

## The editor's wording, and the loop back to those who wrote

edit-heading = Må teksten stå sådan i nyhedsbrevet?
edit-text = Tak for din tekst. Redaktøren har foreslået en rettelse. Din egen tekst er gemt, som du skrev den.
edit-new = Redaktørens forslag
edit-old = Din tekst
edit-no-answer = Svarer du ikke, kan redaktøren bruge forslaget.
edit-shared = Godkender du, bliver din kollega spurgt igen. Svarer du ikke, bruges din egen tekst.
edit-way-out = Du kan altid trække teksten tilbage. Skriv »mine historier«.
edit-approve = Godkend
edit-rewrite = Ret selv
edit-approved = Tak. Redaktøren kan nu bruge den rettede tekst. Du kan stadig trække den tilbage.
edit-approved-shared = Tak. Din kollega bliver spurgt, før den rettede tekst kommer med.
edit-answered = Du har allerede svaret. Skriv »mine historier«, hvis du vil rette teksten.
edit-gone = Du behøver ikke svare. Teksten er ændret siden, eller den er trukket tilbage.
printed-stories = { $count ->
    [one] Din historie er bragt i uge { $week }
   *[other] Dine historier er bragt i uge { $week }
}
printed-others = { $count ->
    [one] Dit bidrag er bragt i uge { $week }
   *[other] Dine bidrag er bragt i uge { $week }
}
printed-thanks = Tak, fordi du delte.
printed-seen-by = Alle, der får nyhedsbrevet, kan se det.
printed-next = Har du set mere, der lykkedes? Så kan det komme med i uge { $week }.
newsletter-read = Læs nyhedsbrevet
out-heading = Nyhedsbrevet er ude
out-which = { $name } · uge { $week }
out-count = { $count ->
    [one] Uge { $week } har 1 bidrag fra en kollega.
   *[other] Uge { $week } har { $count } bidrag fra kolleger.
}
out-next = Har du set noget, der lykkedes? Skriv til mig i en chat. Så kan det komme med i uge { $week }.
out-remind = Mind en kollega
out-remind-note = Når du minder en kollega, vælger du selv hvem. Jeg får det ikke at vide.
# In a message that she sends herself, in her own name.
out-remind-message = Nyhedsbrevet for uge { $week } er ude. Har du set noget, der lykkedes? Skriv to linjer til Medvind i Teams.

## My data

my-data-heading = Det har jeg gemt om dig
my-data-name = Navn
my-data-title = Titel
my-data-unit = Enhed
my-data-roles = Roller
my-data-stories = Historier
my-data-drafts = Kladder
my-data-consents = Dine samtykker
my-data-follow-ups = Opfølgninger
my-data-follow-ups-kept = Opfølgninger ser kun du. De slettes 30 dage efter sidste skridt.
my-data-check-ins = Ingen af dine svar på tjek-ind er gemt med dit navn. Mens en runde er åben, husker jeg kun, om du har svaret.
my-data-incidents = Hændelser
my-data-incidents-kept = En hændelse slettes et år efter, at alt er afsluttet.
my-data-download = Hent alt som fil
web-my-data-login = Hent mine data
web-my-data-sign-in = Skriv »mine data« til Medvind i Teams. Så får du et nyt link.
web-my-data-link-used = Linket er brugt eller for gammelt. Skriv »mine data« til Medvind i Teams, så får du et nyt.
my-data-nothing = –
my-data-text = Organisationen oplyser navn, titel, enhed og roller. Er du ikke med dér, har du selv valgt enhed. Jeg husker også dit sprog og vores chat.
my-data-retention = Kladder og tilbagetrukne historier slettes efter 30 dage.
my-data-erase = Slet mine kladder
role-leader = Leder
role-deputy = Stedfortræder
role-work-environment-rep = Arbejdsmiljørepræsentant
role-editor = Redaktør
role-administrator = Administrator
role-area-head = Chef for området
role-med-secretary = MED-sekretær

## Roles, given and taken away by an administrator

roles-phrases = roller | roller og adgang | giv en rolle | rolle | adgang
button-roles = Roller
role-as-leader = leder
role-as-deputy = stedfortræder
role-as-work-environment-rep = arbejdsmiljørepræsentant
role-as-editor = redaktør
role-as-administrator = administrator
role-as-area-head = chef for området
role-as-med-secretary = MED-sekretær
roles-where-heading = Roller og adgang
roles-where-text = Vælg, hvor rollen gælder.
roles-where-label = Enhed
roles-where-placeholder = Vælg enhed
roles-where-error = Vælg en enhed.
roles-where-button = Vis rollerne
roles-whole-area = Hele { $area }
roles-heading = Roller i { $place }
roles-text = Kun administratorer kan se og ændre listen her.
roles-none = Ingen har en rolle her endnu.
roles-from-file = fra organisationsfilen
roles-from-card = givet i chatten
roles-own = Din egen rolle som administrator kan kun en anden fjerne.
roles-take = Fjern { $name } som { $role }
roles-more = Der er flere roller, end kortet kan vise.
roles-give-open = Giv en rolle
roles-other-place = Vælg en anden enhed
roles-give-heading = Giv en rolle i { $place }
roles-who-sees = Personen får besked om rollen og om, at du har givet den.
roles-person-label = Hvem?
roles-person-placeholder = Vælg person
roles-role-label = Rolle
roles-role-placeholder = Vælg rolle
roles-give = Giv rollen
roles-find-heading = Er personen ikke på listen?
roles-name-label = Begyndelsen af navnet
roles-find = Søg
roles-problem-person = Vælg en person.
roles-problem-role = Vælg en rolle.
roles-problem-name = Jeg kender ingen, hvis navn begynder sådan. Prøv med færre bogstaver.
roles-problem-many = Mange hedder det. Skriv mere af navnet.
roles-given-heading = Tak, rollen er givet
roles-given = { $name } er nu { $role } i { $place }.
roles-told = { $name } får besked.
roles-already-heading = Der er ikke ændret noget
roles-already = { $name } er allerede { $role } i { $place }.
roles-taken-heading = Tak, rollen er fjernet
roles-taken = { $name } er ikke længere { $role } i { $place }.
roles-taken-in-file = Rollen står i organisationsfilen. Ret den også dér. Ellers kommer rollen igen, når filen indlæses.
roles-administrator-only = Roller gives af en administrator. Der er ikke ændret noget.
roles-not-your-own = Din egen rolle som administrator kan kun en anden fjerne. Der er ikke ændret noget.
role-news-given-heading = Du har fået en rolle
role-news-given = Du er nu { $role } i { $place }.
role-news-given-by = Den har { $name } givet dig.
role-news-given-next = Skriv »hej« til mig, så ser du, hvad du kan.
role-news-taken-heading = Du har ikke rollen længere
role-news-taken = Du er ikke længere { $role } i { $place }.
role-news-taken-by = Det har { $name } ændret.
role-news-mistake = Er det en fejl, så sig det til en administrator. Dine roller står under »mine data«.
role-news-somebody = en administrator

## Handing over a leader's watch

hand-over-phrases = overdrag vagten | overdrag vagt | giv vagten videre | jeg holder fri | tag vagten tilbage
button-hand-over = Overdrag vagten
hand-over-heading = Overdrag vagten
hand-over-text = Din stedfortræder tager imod nye hændelser, så længe det varer.
hand-over-kept = Jeg spørger ikke hvorfor. Jeg gemmer kun, hvornår det slutter.
hand-over-place = Vagten i { $place }
hand-over-deputies = Stedfortræder: { $names }
hand-over-yours = Du har selv vagten.
hand-over-given = { $names } har vagten til { $until }. Så har du den igen.
hand-over-nobody = Der er ingen stedfortræder i { $place }. Derfor kan vagten ikke overdrages.
hand-over-nobody-next = En administrator kan give en kollega rollen.
hand-over-day-label = Til og med
hand-over-more = Du leder flere steder, end kortet kan vise.
hand-over-give-in = Overdrag vagten i { $place }
hand-over-take = Tag vagten tilbage
hand-over-take-in = Tag vagten tilbage i { $place }
hand-over-problem-missing = Vælg en dag.
hand-over-problem-past = Vælg i dag eller en senere dag.
hand-over-problem-far = Vælg en dag inden for 60 dage.
hand-over-done-given = Tak, vagten er overdraget
hand-over-done-taken = Tak, du har vagten igen
hand-over-told = Din stedfortræder får besked.
hand-over-leader-only = Vagten overdrages af lederen selv. Der er ikke ændret noget.
hand-over-somebody = Lederen
hand-over-news-heading = Du har vagten
hand-over-news = { $name } har overdraget vagten i { $place } til dig.
hand-over-news-until = Du har den til { $until }.
hand-over-news-next = Nye hændelser kommer til dig.
hand-over-news-ends = Det slutter af sig selv. Lederen kan tage vagten tilbage før.
hand-over-news-back-heading = Du har ikke vagten længere
hand-over-news-back = { $name } har selv vagten i { $place } igen.

## The newsletter section, and the four themes of the memo

theme-citizen-focus = Blik for borgeren
theme-digital-options = Digitale muligheder
theme-attractive-workplace = En attraktiv arbejdsplads
theme-strong-narrative = En stærk fortælling

# What comes after the stories, in this order.
chapter-kudos = Ros
chapter-agreements = I sagde – vi gjorde
chapter-calendar = Kalender og fællesskaber
chapter-learning-story = Det lærte vi
chapter-neighbour = Kend din nabo

digest-heading = Gode historier fra { $area } – uge { $week }
# The same where the text stands alone: in a window's title, in a file's properties.
digest-title = Gode historier fra { $area } – uge { $week }, { $year }
# An issue with a name of its own.
digest-named-heading = { $name } – uge { $week }
digest-named-title = { $name } – uge { $week }, { $year }
digest-byline = — { $byline }, { $unit }
# The unit stands above a story without a title, and is not said twice.
digest-byline-name-only = — { $byline }
digest-empty = Ingen nye historier i denne uge. Det er helt i orden. De kommer, når der er noget at fortælle.
digest-invitation = Har du set noget, der lykkedes? Skriv to linjer til Medvind i Teams. Du bestemmer selv, om dit navn skal med.
digest-agreements = { chapter-agreements }
digest-agreement = { $forum }: { $text }
# The day of what stands in the calendar, then what it is.
digest-on = { $date }: { $title }
# For who cannot see a picture that nobody has described.
digest-picture = Et billede fra historien
# The feed of what is published, in a reader of feeds.
digest-feed = Gode historier fra { $area }
digest-feed-nameless = Gode historier

## The committee's paper, in the house format: which meetings have the standing points, never a ranking

paper-title = { $count ->
    [one] Status på fast punkt: { $topics }
   *[other] Status på faste punkter: { $topics }
}
paper-dates = { $area } · { $since } – { $until }
paper-case = Sagsfremstilling
paper-why = Sygefravær og fremmøde er et fast punkt på MED- og teammøder.
paper-why-safety = Psykologisk tryghed kan også være et fast punkt.
paper-why-law = Arbejdspladsvurderingen (APV) skal også omfatte sygefravær. Det følger af bekendtgørelse nr. 1838 af 14. december 2023, § 2, stk. 2, nr. 2.
paper-why-agreement = Punktet har sammenhæng med arbejdsmiljøindsatsen i kommunens MED-aftale.
paper-shows = Listen viser, hvor punktet er på dagsordenen, og hvor det er drøftet. Den gælder møder fra { $since } til { $until }.
paper-shows-how = Et punkt er drøftet, når mødet selv har markeret det i Medvind. Der kan være mange grunde til, at et punkt er udsat eller ikke drøftet endnu.
paper-shows-not = Rækkefølgen er alfabetisk efter enhed og møde. Listen viser ikke, hvor meget fravær der er, eller hvad der er sagt. Ingen personer er nævnt.
paper-none = Der er ingen møder i organisationen endnu.
paper-group-area-committee = Områdeudvalg (OMU)
paper-group-local-committee = Lokaludvalg (LMU)
paper-group-staff-meeting-med = Personalemøder med MED-status
paper-group-team-meeting = Teammøder
paper-unit = Enhed
paper-forum = Møde
paper-points = Fast punkt
paper-next = Næste møde
paper-meets = Næste møde: { $when }
paper-not-set = ikke fastsat
paper-topic-attendance = sygefravær og fremmøde
paper-topic-psychological-safety = psykologisk tryghed
paper-point = { $topic }: { $status }
paper-discussed = drøftet, sidste gang i uge { $week }
paper-discussed-year = drøftet, sidste gang i uge { $week } i { $year }
paper-waiting = på dagsordenen, endnu ikke drøftet
paper-not-yet = ikke på dagsordenen endnu
paper-postponed = udsat
paper-agreements = Lederne har sagt ja til, at disse aftaler må fortælles.
paper-economy = Økonomiske konsekvenser
paper-economy-text = Punktet har ingen økonomiske konsekvenser.
paper-recommendation = Indstilling
paper-recommendation-text = Formanden indstiller, at udvalget drøfter status og tager den til efterretning.
paper-decision = Beslutning
# App-pakken til Teams: det, `medvind manifest check` finder
manifest-problem-unreadable = Pakken kan ikke læses: { $detail }
manifest-problem-file = Filen { $detail } mangler i pakken.
manifest-problem-schema = Manifestet følger ikke Microsofts skema: { $detail }
manifest-problem-schema-version = { $detail } nævner en anden skemaversion i $schema, end manifestet bruger.
manifest-problem-untranslated = En tekst mangler i en sprogfil: { $detail }
manifest-problem-unused = En sprogfil har en tekst, som manifestet ikke har: { $detail }
manifest-problem-default-language = Sprogfilen og manifestet siger ikke det samme: { $detail }
manifest-problem-app-id = App-id’et er ikke et gyldigt GUID: { $detail } – ret MEDVIND_APP_ID.
manifest-problem-name = Appens navn har et ord, som Teams ikke tillader: { $detail }
manifest-problem-https = Adressen skal begynde med https:// – ret MEDVIND_PUBLIC_URL: { $detail }
manifest-problem-domain = validDomains skal være præcis den offentlige adresses værtsnavn: { $detail }
manifest-problem-tunnel = { $detail } er en midlertidig eller lokal adresse – sæt MEDVIND_PUBLIC_URL til jeres egen.
manifest-problem-icon-size = Ikonet har en forkert størrelse: { $detail }
manifest-problem-icon-transparent = Ikonet { $detail } skal have gennemsigtig baggrund.
manifest-problem-icon-white = Ikonet { $detail } må kun være hvidt.

## The web pages

web-sign-in-needed = Log ind først, eller send et gyldigt token.
web-unknown-week = Den uge findes ikke. Skriv den som 2026-W47.
web-unknown-format = Det format findes ikke. Vælg et af disse: { $known }.
web-login-heading = Åbn nyhedsbrevet
web-login-text = Linket virker én gang og kun for dig.
web-link-used-heading = Linket virker ikke længere
web-link-used-text = Skriv »nyhedsbrev« til Medvind i Teams, så får du et nyt.
web-sign-in-heading = Log ind fra Teams
web-sign-in-text = Skriv »nyhedsbrev« til Medvind i Teams, og tryk på linket.
web-login-forums = Åbn listen til udvalget
web-sign-in-forums = Skriv »overblik« til Medvind i Teams, og tryk på linket.
web-link-used-forums = Skriv »overblik« til Medvind i Teams, så får du et nyt.
web-forums-not-yours = Listen til udvalget er for MED-sekretæren og administratoren
web-forums-not-yours-text = Du er logget ind, men din rolle giver ikke adgang til listen. Spørg administratoren, hvis du skal bruge den.
web-forums-link = Listen til udvalget
web-forums-download-note = I filerne står også afsnittene Økonomiske konsekvenser, Indstilling og Beslutning.
web-weeks = Uger
web-week-before = ← Uge { $week }
web-week-after = Uge { $week } →
web-download-as = Hent som
web-format-md = Markdown
web-format-html = Webside
web-format-docx = Word
web-format-eml = Mailkladde
web-format-json = JSON
web-format-zip = Webside med billeder
web-about-heading = Medvind
web-about-text = Medvind samler gode historier i Sundhed og Omsorg. Medvind minder også hvert team om det faste punkt om sygefravær og fremmøde. Du finder Medvind i Teams.
web-privacy-heading = Sådan passer Medvind på dine oplysninger
web-privacy-text = Medvind gemmer det, du sender, og det, organisationen oplyser om navn, titel, enhed og rolle. En historie vises uden navn, hvis du vælger det. Du kan altid trække den tilbage. Skriv »mine data« til Medvind for at se, hvad der er gemt. Kommunen er dataansvarlig.
web-terms-heading = Vilkår
web-terms-text = Medvind bruges af kommunens medarbejdere i deres arbejde. Skriv ikke borgeres navne eller CPR-numre. Medvind er ikke en alarm.

## Signing in, and what is said to who may not come in

web-entra-button = Log ind med arbejdskonto
web-entra-or = Du kan også få et link fra Medvind i Teams.
web-try-again = Prøv igen
web-closed = Siden er lukket
web-closed-text = Ingen har adgang til den endnu.
web-not-yours = Du har ikke adgang til siden
web-not-yours-text = Du er logget ind, men din rolle giver ikke adgang. Spørg administratoren, hvis du skal bruge siden.
web-ask-again = Din adgang skal bekræftes igen
web-ask-again-text = Åbn Medvind i en ny fane. Gå så tilbage hertil, og prøv igen.
web-old-form = Det blev ikke gemt
web-old-form-text = Siden var for gammel. Gå tilbage, hent siden igen, og prøv igen.
web-no-form = Det kunne ikke læses
web-no-form-text = Gå tilbage, og prøv igen.
web-too-large = Det er for meget på én gang
web-too-large-text = Gå tilbage, gør teksten kortere, og prøv igen.
web-entra-denied = Du blev ikke logget ind
web-entra-denied-text = Login blev afbrudt. Prøv igen, eller få et link fra Medvind i Teams.
web-entra-old = Login passer ikke til denne fane
web-entra-old-text = Det tog for lang tid, eller du begyndte i en anden fane. Begynd forfra.
web-entra-foreign = Din konto hører til en anden organisation
web-entra-foreign-text = Log ind med din arbejdskonto her fra organisationen.
web-entra-guest = Gæster kan ikke logge ind
web-entra-guest-text = Log ind med din egen arbejdskonto her fra organisationen.
web-entra-left = Du står ikke længere i organisationen
web-entra-left-text = Er det en fejl? Skriv »hej« til Medvind i Teams, og prøv igen.
web-entra-down = Login svarer ikke lige nu
web-entra-down-text = Prøv igen om lidt, eller få et link fra Medvind i Teams.
web-entra-refused = Du blev ikke logget ind
web-entra-refused-text = Svaret fra login kunne ikke godkendes. Prøv igen, eller få et link fra Medvind i Teams.
web-signed-out = Du er logget ud
web-signed-out-text = Du kan lukke siden.
web-tab-heading = Åbner dine historier
web-tab-text = Et øjeblik. Sker der ikke noget, så åbn siden i browseren.
web-tab-open = Åbn i browseren

## Fejl i organisationsfilen (domain/organisation.py). Linje 0 betyder, at linjen ikke er kendt.
## $detail er det, der står i filen; $hint er det rigtige, eller det, man kan vælge imellem.

organisation-line = { $line ->
    [0] I filen:
   *[other] Linje { NUMBER($line, useGrouping: 0) }:
}
organisation-fault-syntax-error = { organisation-line } Filen kan ikke læses ved »{ $detail }«; ret anførselstegn, klammer og lighedstegn på linjen og lige over den ({ $hint }).
organisation-fault-missing-table = { organisation-line } Afsnittet »{ $detail }« mangler; tilføj det med { $hint } øverst i afsnittet.
organisation-fault-unknown-key = { organisation-line } »{ $detail }« kan ikke stå her; slet det, eller skriv i stedet: { $hint }.
organisation-fault-missing-key = { organisation-line } »{ $detail }« mangler i { $hint }; tilføj linjen { $detail } = … i det afsnit.
organisation-fault-empty-value = { organisation-line } »{ $detail }« er tomt i { $hint }; skriv noget mellem anførselstegnene.
organisation-fault-wrong-kind = { organisation-line } »{ $detail }« er skrevet på en anden måde, end filen skal have; skriv det sådan: { $hint }.
organisation-fault-duplicate-id = { organisation-line } Id'et »{ $detail }« er allerede givet til { $hint }; giv det ene et andet id, eller slet gentagelsen.
organisation-fault-unknown-unit = { organisation-line } Enheden »{ $detail }« findes ikke i filen; tilføj den som [[unit]], eller vælg: { $hint }.
organisation-fault-unknown-team = { organisation-line } Teamet »{ $detail }« findes ikke i filen; tilføj det som [[team]], eller vælg: { $hint }.
organisation-fault-team-in-other-unit = { organisation-line } Teamet »{ $detail }« hører til enheden »{ $hint }«, og det gør personen ikke; ret personens unit eller team.
organisation-fault-unknown-role = { organisation-line } Rollen »{ $detail }« findes ikke; vælg: { $hint }.
organisation-fault-role-not-area-wide = { organisation-line } Rollen »{ $detail }« kan ikke gælde hele området; skriv { $hint }, så gælder den personens egen enhed.
organisation-fault-unknown-weekday = { organisation-line } »{ $detail }« er ikke en ugedag; vælg: { $hint }.
organisation-fault-unknown-cadence = { organisation-line } »{ $detail }« er ikke en kadence; vælg: { $hint }.
organisation-fault-missing-anchor = { organisation-line } Et møde med kadencen »{ $detail }« skal have en dato at tælle fra; tilføj { $hint } med en dato i en uge med møde.
organisation-fault-bad-guid = { organisation-line } »{ $detail }« er ikke et id fra Microsoft Entra eller Teams; kopiér det derfra, så det ligner { $hint }.
organisation-fault-bad-time = { organisation-line } »{ $detail }« er ikke et klokkeslæt; skriv det som { $hint }.
organisation-fault-bad-date = { organisation-line } »{ $detail }« er ikke en dato; skriv år, måned og dag som { $hint }.
organisation-fault-bad-id = { organisation-line } »{ $detail }« kan ikke bruges som id; brug kun bogstaverne a-z, tal, bindestreg og understreg, højst 64 tegn, for eksempel { $hint }.
organisation-fault-unknown-kind = { organisation-line } »{ $detail }« er ikke en slags møde; vælg: { $hint }.
organisation-fault-unknown-points = { organisation-line } »{ $detail }« er ikke et fast punkt; vælg: { $hint }.
organisation-fault-unknown-convenor = { organisation-line } Personen »{ $detail }«, der skal indkalde, findes ikke i filen; kopiér id'et fra hendes afsnit: { $hint }.
organisation-fault-unit-of-area-committee = { organisation-line } Et områdeudvalg hører ikke til en enhed; slet linjen med »{ $detail }« i { $hint }.
organisation-fault-forum-team-in-other-unit = { organisation-line } Teamet »{ $detail }« hører til enheden »{ $hint }«, og det gør mødet ikke; ret mødets unit eller team.
organisation-fault-bad-lead-days = { organisation-line } Kortet kan ikke komme »{ $detail }« arbejdsdage før mødet; skriv et tal, der passer til, hvor tit I mødes: { $hint }.
organisation-fault-hours-reversed = { organisation-line } Der er ingen tid i »{ $detail }«; earliest skal være før latest, for eksempel { $hint }.
organisation-fault-bad-summer = { organisation-line } »{ $detail }« er ikke uger uden møder; skriv en af disse: { $hint }.
organisation-fault-bad-model = { organisation-line } »{ $detail }« er ikke en model; skriv dagene fra 1 til 28 i rækkefølge, højst fem, for eksempel { $hint }.
organisation-fault-unknown-days = { organisation-line } »{ $detail }« er ikke en måde at tælle dage på; vælg: { $hint }.
organisation-fault-bad-check-in-day = { organisation-line } »{ $detail }« er ikke en dag, hvor et team kan få tjek-ind; vælg: { $hint }.
organisation-fault-bad-every-weeks = { organisation-line } Der kan ikke være »{ $detail }« uger fra det ene tjek-ind til det næste; vælg: { $hint }.
organisation-fault-too-long = { organisation-line } »{ $detail }« er for lang til kortet; skriv højst { $hint } tegn.
organisation-fault-role-only-area-wide = { organisation-line } Rollen »{ $detail }« gælder altid hele området; skriv { $hint }.
organisation-fault-unknown-contact-kind = { organisation-line } »{ $detail }« er ikke en slags nummer; vælg: { $hint }.
organisation-fault-number-out-of-range = { organisation-line } Tallet »{ $detail }« kan ikke bruges her; skriv et tal inden for { $hint }.
organisation-fault-asked-in-wrong-order = { organisation-line } »{ $detail }«: Der spørges to gange, og anden gang senere; for eksempel { $hint }.

## The command line

cli-help = Medvind: gode historier og fast punkt i Teams.
cli-run-help = Kør tjenesten. Kræver indstillinger i miljøet.
cli-demo-help = Kør demokommunen på din egen maskine.
cli-chat-help = Tal med Medvind i terminalen.
cli-digest-help = Hent ugens afsnit til nyhedsbrevet.
cli-forums-help = Hent listen til udvalget: hvor de faste punkter er på dagsordenen.
cli-tick-help = Planlæg og send det, der skal sendes nu.
cli-org-help = Organisationen.
cli-org-import-help = Indlæs organisationen fra en fil.
cli-org-show-help = Vis organisationen.
cli-token-help = Adgang for maskiner.
cli-token-create-help = Lav et token til at hente afsnittet.
cli-db-help = Databasen.
cli-db-upgrade-help = Bring databasen til nyeste udgave.
cli-manifest-help = App-pakken til Teams.
cli-manifest-build-help = Byg app-pakken.
cli-manifest-check-help = Tjek app-pakken mod Microsofts skema.
cli-db-new-key-help = Lav en ny nøgle til MEDVIND_DATA_KEY. Skriver kun nøglen.
cli-db-rotate-key-help = Forsegl alt med den første nøgle i MEDVIND_DATA_KEY, mens tjenesten kører.
cli-db-backup-help = Skriv en sikkerhedskopi til en fil, mens tjenesten kører.
cli-db-restore-help = Genskab en sikkerhedskopi i en tom database og hold udbakken tilbage.
cli-outbox-help = Udbakken: det, Medvind siger først.
cli-outbox-show-help = Vis, hvad der venter, og hvad der er uvist eller afvist.
cli-outbox-hold-help = Hold alle beskeder tilbage.
cli-outbox-release-help = Lad beskederne gå igen.
cli-check-help = Tæl kun; der ændres ikke noget
cli-skip-restored-help = Lad påmindelser ligge, der kan være sendt før genskabelsen
cli-doctor-help = Se, hvad der mangler.
cli-port-help = Porten på 127.0.0.1
cli-database-help = Databasens adresse, fx sqlite:///var/medvind.db
cli-playground-help = Start også Agents Playground
cli-seed-help = Fyld en tom database med demokommunen
cli-as-help = Hvem du er: begyndelsen af navnet
cli-week-help = Ugen, fx 2026-W47. Ellers denne uge
cli-format-help = md, html, docx, eml, json eller zip
cli-paper-format-help = docx eller md
cli-since-help = Møder fra og med denne dato, fx 2026-06-01. Ellers det sidste halve år
cli-output-help = Filen, der skrives
cli-at-help = Tidspunkt, fx 2026-11-26T09:00. Ellers nu
cli-yes-help = Ja til det, der ellers bliver spurgt om
cli-json-help = Svar som JSON
cli-label-help = Hvad tokenet skal bruges til
cli-demo-listens = Medvind lytter på { $address }
cli-demo-chat = Tal med Medvind i terminalen: { $command }
cli-demo-playground = Tal med Medvind i Agents Playground (skriv det i denne mappe): { $command }
cli-demo-stop = Stop med Ctrl-C
cli-no-npx = npx findes ikke her. Installér Node, eller brug terminalen.
cli-missing-settings = Medvind starter ikke. Sæt først: { $names }. Vil du bare se den, så skriv »medvind demo«.
cli-wrong-settings = Medvind kan ikke læse: { $names }. Se README under »Indstillinger«.
cli-schema-old = Databasen er ikke på nyeste udgave. Kør først »medvind db upgrade«.
cli-bad-key = MEDVIND_DATA_KEY er ikke en gyldig nøgle. Lav en ny med »medvind db new-key«.
cli-wrong-key = MEDVIND_DATA_KEY passer ikke til databasen. Find den nøgle, den blev oprettet med.
cli-schema-newer = Databasen er fra en nyere udgave af Medvind. Opdatér Medvind først.
cli-at-needs-yes = Et andet tidspunkt end nu sender rigtige beskeder. Skriv --yes, hvis det er meningen.
cli-port-taken = Port { $port } er optaget. Vælg en anden med --port.
cli-crashed = Medvind gik i stå på grund af en fejl. Prøv »medvind doctor«, og gem linjen ovenfor.
cli-unknown-person = Demoen kender ikke { $name }. Prøv en af disse: { $known }.
cli-nobody-called = Ingen i organisationen hedder { $name }. Se navnene i organisationens fil.
cli-chat-demo-only = I drift taler man med Medvind i Teams. Terminalen er til demoen.
cli-file-unreadable = Filen { $file } kan ikke læses. Tjek navnet.
cli-file-not-text = Filen { $file } er ikke tekst i UTF-8. Gem den som UTF-8.
cli-file-unwritable = Filen { $file } kan ikke skrives. Tjek mappen.
cli-organisation-faults = Organisationen er ikke indlæst. Ret dette først:
    { $faults }
cli-docx-needs-file = Word-formatet skal have en fil. Skriv --output navn.docx.
cli-written = Skrevet: { $file }
cli-not-a-time = { $at } er ikke et tidspunkt. Skriv fx 2026-11-26T09:00.
cli-not-a-date = { $since } er ikke en dato. Skriv fx 2026-06-01.
cli-since-in-future = { $since } er ikke kommet endnu. Vælg i dag eller en tidligere dato.
cli-ticked = Planlagt: { $planned }. Taget til afsendelse: { $taken }.
cli-org-imported = Indlæst: { $units } enheder, { $teams } teams og { $people } personer.
cli-no-organisation = Der er ingen organisation endnu. Brug »medvind org import«.
cli-token-once = Gem det nu. Det vises kun denne ene gang.
cli-db-upgraded = Databasen er på nyeste udgave.
cli-rotating = Forsegler igen
cli-keys-changed = Værdier forseglet igen med nøgle { $version }: { $count }.
cli-keys-left = Værdier tilbage på nøgle { $version }: { $count }. Kør »medvind db rotate-key« igen.
cli-keys-none-left = Alle værdier ligger på nøgle { $version }. Ældre nøgler kan tages ud af MEDVIND_DATA_KEY. Gem dem, så længe I har sikkerhedskopier fra før.
cli-keys-nothing = Der er intet at ændre. Alle værdier ligger på nøgle { $version }.
cli-keys-unreadable = Værdier, som ingen nøgle kan åbne: { $count }. De er ikke ændret. Hent dem fra en sikkerhedskopi.
cli-key-missing = Nøgle { $versions } mangler i MEDVIND_DATA_KEY, eller det er ikke den rigtige. Sæt den efter den nye: 2:NY,1:GAMMEL.
cli-backing-up = Skriver sikkerhedskopi
cli-backed-up = Skrevet: { $file } med { $rows } rækker. Den kan kun åbnes med den nuværende MEDVIND_DATA_KEY. Gem nøglen et andet sted.
cli-file-exists = Filen { $file } findes. Skriv --yes for at erstatte den.
cli-restoring = Genskaber
cli-restored = Genskabt: { $rows } rækker, som de var { $taken }.
    Svar, tilbagetrækninger og sletninger efter det tidspunkt er ikke med. Gennemgå dem, før nogen henter nyhedsbrevet.
    Intet bliver sendt endnu. Indlæs først den nyeste organisation med »medvind org import«.
    Se så »medvind outbox show«, og slip beskederne løs med »medvind outbox release«.
cli-backup-damaged = Filen { $file } er ikke en hel sikkerhedskopi fra Medvind. Brug en anden. Der er ikke ændret noget.
cli-backup-newer = Sikkerhedskopien er fra en nyere udgave af Medvind. Opdatér Medvind først.
cli-backup-other-key = MEDVIND_DATA_KEY passer ikke til sikkerhedskopien. Find den nøgle, den er lavet med.
cli-backup-unfit = Databasen tager ikke imod sikkerhedskopien. Der er ikke ændret noget. Prøv med en ny, tom database.
cli-database-not-empty = Databasen er ikke tom. Peg MEDVIND_DATABASE_URL på en ny, tom database.
cli-class-deadline = må ikke gå tabt
cli-class-nudge = påmindelse
cli-state-waiting = venter
cli-state-sending = er på vej
cli-state-delivered = afleveret
cli-state-refused = afvist
cli-state-uncertain = uvist, om den kom frem
cli-state-expired = for sent
cli-state-dropped = ikke aktuel mere
cli-outbox-flows = Udbakken sender.
cli-outbox-held-since = Udbakken holdes tilbage siden { $when }. Slip den løs med »medvind outbox release«.
cli-outbox-troubles = Uvist eller afvist, det nyeste først:
cli-outbox-held = Udbakken holdes tilbage. Slip den løs med »medvind outbox release«.
cli-outbox-not-held = Udbakken holdes ikke tilbage. Der er ikke ændret noget.
cli-outbox-released = Udbakken sender igen. Beskeder, der går nu: { $count }.
cli-release-needs-yes = Beskeder, der går med det samme: { $count }, mere end et døgn gamle: { $stale }, påmindelser, der kan være sendt før: { $doubtful }. Skriv --yes, hvis det er meningen; med --skip-restored bliver påmindelserne liggende.
cli-manifest-ok = App-pakken er i orden.
cli-chat-hint = Du er { $name }. Skriv, eller tast et nummer for at trykke. /tilbage går ud af en formular, /slut slutter.
cli-choose-number = Tast et nummer fra listen.
cli-no-button = Der er ingen knap { $number }.
cli-form-hint = Felterne udfylder du, når du taster { $number }.
cli-yes = Ja
cli-no = Nej
doctor-settings-ok = Alle indstillinger er sat.
doctor-settings-missing = Indstillinger mangler: { $names }.
doctor-https-ok = Adressen er https.
doctor-https-missing = MEDVIND_PUBLIC_URL skal begynde med https://
doctor-database-ok = Databasen svarer og er på nyeste udgave.
doctor-database-away = Databasen svarer ikke. Tjek MEDVIND_DATABASE_URL.
doctor-key-ok = MEDVIND_DATA_KEY passer til databasen.
doctor-key-old = Værdier på en ældre nøgle: { $count }. Kør »medvind db rotate-key«.
doctor-check-in-keys-ok = Nøgler til tjek-ind: { $count }. Kun Medvind kan læse mappen.
doctor-check-in-key-missing = En åben runde mangler sin nøgle for { $months }. Peg MEDVIND_CHECK_IN_KEYS på den rigtige mappe.
doctor-check-in-keys-open = Andre kan læse nøglerne til tjek-ind. Kør »chmod -R go= { $folder }«.
doctor-organisation-ok = Organisationen er indlæst.
doctor-organisation-missing = Organisationen mangler. Brug »medvind org import«.
doctor-unit-without = { $unit } mangler: { $roles }. Hvem får en hændelse kl. 03.15?
doctor-area-without = Hele området mangler: { $roles }. Hvem får en hændelse, når lederen ikke har læst den?
doctor-npx-ok = npx findes, så Agents Playground kan bruges.
doctor-npx-missing = npx mangler. Det er kun nødvendigt til Agents Playground.

## Sporet over hændelser: »medvind audit«

cli-audit-help = Sporet over, hvem der har gjort hvad med hændelser.
cli-audit-verify-help = Tjek, at sporet er helt. Intet må være fjernet, ændret eller flyttet.
cli-audit-none = Der er intet spor endnu.
cli-audit-empty = { $tenant }: Sporet er tomt.
cli-audit-whole = { $tenant }: Sporet er helt. Poster: { $count }, fra nr. { $first } til nr. { $last }.
cli-audit-missing = { $tenant }: Sporet er brudt, for nr. { $position } mangler.
cli-audit-changed = { $tenant }: Sporet er brudt, for nr. { $position } er ændret.
cli-audit-moved = { $tenant }: Sporet er brudt, for nr. { $position } hører til et andet sted.
cli-audit-added = { $tenant }: Sporet er brudt, for nr. { $position } er sat ind bagefter.
cli-audit-head = { $tenant }: Sporet er brudt, for dets begyndelse eller ende er ændret.
doctor-audit-ok = Sporet over hændelser er helt.
doctor-audit-broken = Sporet over hændelser er brudt. Se hvor med »medvind audit verify«.

## What `medvind org import` changes, and what `org show` tells

forum-kind-team-meeting = Teammøde
forum-kind-local-committee = Lokaludvalg (LMU)
forum-kind-staff-meeting-med = Personalemøde med MED-status
forum-kind-area-committee = Områdeudvalg (OMU)
cli-dry-run-help = Vis kun, hvad der ville blive ændret; der ændres ikke noget
cli-importing = Indlæser personer
cli-org-not-changed = Der er ikke ændret noget. Kør uden --dry-run for at indlæse filen.
cli-org-most-leave = Filen tager { $left } af { $people } personer ud. Se hvem med --dry-run, og ret filen. Skriv --yes, hvis det er meningen.
cli-org-last-administrator = Med filen er der ingen administrator for hele området. Giv en person "administrator@area" i filen. Skriv --yes, hvis det er meningen.
cli-diff-none = Ingen ændringer: Alt er allerede, som filen siger.
cli-diff-sum = Nye: { $added }. Ændrede: { $changed }. Ude af filen: { $left }.
cli-diff-more = … og { $count } nye mere. Se dem alle med --json.
cli-diff-change = { $field }: { $before } → { $after }
cli-diff-role = { $name }: { $role }, { $unit }
cli-diff-everywhere = hele området
cli-diff-by-card = givet i chatten, bliver stående
cli-diff-also-in-file = givet i chatten, står nu også i filen og følger den
cli-diff-meeting = { $weekday } { $at } · { $cadence }
cli-diff-counted = { $meeting } · tælles fra { $anchor }
cli-diff-days-calendar = Kalenderdage
cli-diff-days-working = Arbejdsdage
cli-diff-of-area = Området
cli-diff-of-unit = Enheder
cli-diff-of-team = Teams
cli-diff-of-forum = Møder
cli-diff-of-person = Personer
cli-diff-of-role = Roller
cli-diff-of-contact = Numre at ringe til
cli-diff-of-follow-up = Opfølgning ved sygefravær
cli-diff-of-incidents = Hændelser
cli-diff-field-name = Navn
cli-diff-field-unit = Enhed
cli-diff-field-team = Team
cli-diff-field-teams-group-id = Gruppe i Teams
cli-diff-field-kind = Slags
cli-diff-field-convenor = Indkalder
cli-diff-field-points = Faste punkter
cli-diff-field-meeting = Mødetid
cli-diff-field-lead-days = Kortet kommer
cli-diff-field-hours = Må skrive
cli-diff-field-summer = Sommer
cli-diff-field-paused-until = Pause indtil
cli-diff-field-moved = Flyttet til
cli-diff-field-check-in-day = Dag for tjek-ind
cli-diff-field-check-in-weeks = Uger mellem tjek-ind
cli-diff-field-title = Titel
cli-diff-field-number = Nummer
cli-diff-field-note = Note
cli-diff-field-owner = Ansvarlig
cli-diff-field-checked = Tjekket
cli-diff-field-order = Rækkefølge
cli-diff-field-model = Model
cli-diff-field-days = Dage tælles som
cli-diff-field-talk = Samtalen inden for fire uger
cli-diff-field-text = Egen tekst
cli-diff-field-contact-kind = Til hvad
cli-diff-field-origin = Timerne kommer fra
cli-diff-field-first-aid-hours = Timer til kollegial førstehjælp
cli-diff-field-assessment-hours = Timer til lederens vurdering
cli-diff-field-calls-hours = Timer til indkaldelse
cli-diff-field-police-hours = Timer, til politiets frist er ude
cli-diff-field-report-days = Dage, til arbejdspladsens frist er ude
cli-diff-field-ask-first-days = Dage til første spørgsmål
cli-diff-field-ask-last-days = Dage til sidste spørgsmål
contact-kind-peer = Kollega på vagt
contact-kind-crisis = Krisehjælp
contact-kind-hr = HR
contact-kind-whistleblower = Whistleblowerordning
contact-kind-hotline = Hotline
cli-org-check-in = { $name }: Tjek-ind hver { $weeks }. uge · { $weekday }
cli-forum-channel = Kortet kommer i kanalen hos { $name }.
cli-forum-person = Kortet kommer privat til { $name }.
cli-forum-nobody = Kortet når ingen endnu. Føj Medvind til teamet, eller skriv convenor i filen.

## The page of check-ins

web-check-in-login = Se resultater af tjek-ind
web-check-in-sign-in = Skriv »resultater« til Medvind i Teams, og tryk på linket.
web-check-in-link-used = Skriv »resultater« til Medvind i Teams, så får du et nyt.
web-check-in-heading = Tjek-ind over tid
web-check-in-text = Fortroligt – vises kun samlet. Resultaterne er noget at tale om. De er ikke en karakter.
web-check-in-about-link = Læs, hvad der bliver gemt
web-check-in-this-language = Læs siden på dansk
web-check-in-none = Her er ikke noget at vise endnu
web-check-in-none-text = Når en runde er slut, kommer den her. Er der for få svar, vises der intet resultat. Det er helt i orden.
web-check-in-picture = { $name }: runder fra { $first } til { $last }
web-check-in-table = Vis det samme som tabel
web-check-in-column-closed = Slut
web-check-in-column-question = Spørgsmål
web-check-in-column-finding = Svar, samlet
web-check-in-divided = Svarene er delte
web-check-in-gap = For få svar
web-check-in-elsewhere = Kun for flere teams
web-check-in-legend-point = Prik: mindst 10 har svaret. Den står ved det nærmeste halve trin.
web-check-in-legend-ring = Ring: mindst 10 har svaret, og svarene er delte. Mindst { $least } hælder mod ja, og mindst { $least } mod nej.
web-check-in-legend-band = Bredt felt: 5–9 har svaret. Det viser kun, hvad svarene hælder mod.
web-check-in-legend-gap = Stiplet: For få svar til et resultat, der beskytter alle. Det er helt i orden.
web-check-in-legend-elsewhere = Kun for flere teams: Spørgsmålet om lederen vises ikke for ét team.
web-check-in-legend-no-line = Der er ingen streg mellem runderne, for de spørger om noget forskelligt.
web-check-in-questions = Det blev der spurgt om

## Incidents: the first cards, and where else to go. No feelings asked, nothing scored, nothing shouted.

incident-safe = Jeg er i sikkerhed
incident-help-button = Sådan hjælper du en kollega
incident-help-call = Hvem kan jeg ringe til?
incident-resume = Du er begyndt på en registrering. Den er gemt i 24 timer.
incident-can-wait = Skemaet kan vente.
incident-start = Registrér nu
incident-continue = Fortsæt
incident-restart = Begynd forfra
incident-not-now = Ikke nu
incident-routes-heading = Her er nogen, du kan gå til
incident-routes-kept = Jeg har ikke gemt det, og jeg har ikke sendt det til nogen.
incident-routes-choose = Du vælger selv, hvem du går til.
incident-routes-head = Din leders leder
incident-routes-spokesperson = Din tillidsrepræsentant
incident-routes-hr = HR
incident-routes-whistleblower = Kommunens whistleblowerordning
incident-routes-hotline = Arbejdstilsynets hotline
incident-citizen-heading = Det registreres et andet sted
incident-citizen-kept = Jeg har ikke gemt noget.
incident-pointer-citizen = Kom en borger til skade, så brug jeres system til utilsigtede hændelser (UTH).
incident-pointer-force = Blev der brugt magt, så brug jeres skema til magtanvendelse.
incident-citizen-also = Det gik også ud over mig eller en kollega

## Incidents: how to help a colleague. After Arbejdstilsynet's advice (facts 2.2).

incident-help-heading = Sådan hjælper du en kollega
incident-help-first = Gå hen til din kollega. Vent ikke på at blive spurgt.
incident-help-does = Det gør du
incident-help-does-calm = Skab ro. Skærm mod larm, telefon og spørgsmål.
incident-help-does-lead = Tag ansvar, og tal tydeligt.
incident-help-does-listen = Lyt. Lyt også, når det bliver fortalt igen.
incident-help-does-short = Sig kort, hvad der sker nu, og hvem der gør hvad.
incident-help-does-stay = Bliv hos din kollega. Ingen skal være alene det første døgn.
incident-help-does-home = Sørg for følge hjem, hvis der er brug for det.
incident-help-never = Det lader du være med
incident-help-never-feelings = Spørg ikke til følelser, og tolk dem ikke.
incident-help-never-own = Fortæl ikke om dine egne oplevelser.
incident-help-never-lecture = Lad være med at belære, overvælde eller gøre det småt.
incident-help-never-promise = Lov ikke mere, end du kan holde.
incident-help-limit = Det er førstehjælp og ikke behandling. Den står ikke i stedet for professionel hjælp.
incident-help-source = Efter Arbejdstilsynets råd om psykisk førstehjælp.

## Incidents: four taps

incident-tap-progress = { $number } af 4
incident-tap-kept-first = Dine svar bliver gemt i 24 timer. Du kan vente.
incident-tap-kept = Dit svar er gemt i 24 timer. Du kan vente.
incident-tap-kind = Hvad skete der?
incident-tap-kind-note = Det tæller også, når det er småt.
incident-tap-hit = Hvem gik det ud over?
incident-tap-hit-note = Du må gerne registrere for en kollega.
incident-tap-who = Hvem gjorde det?
incident-tap-who-note = Det tæller, uanset hvem der gjorde det. Du skal ikke vurdere hvorfor.
incident-kind-physical-violence = Fysisk vold
incident-kind-threat = Trusler
incident-kind-harassment = Chikane
incident-kind-unwanted-sexual-attention = Uønsket seksuel opmærksomhed
incident-kind-near-miss = Nærved-hændelse
incident-kind-several-small = Flere små hændelser i denne vagt
incident-kind-about-physical-violence = Slag, spark, skub, niv, bid, spyt eller kast med ting
incident-kind-about-threat = Med ord, tegn eller beskeder
incident-kind-about-harassment = Hån, mistænkeliggørelse eller diskriminerende ord
incident-kind-about-unwanted-sexual-attention = Ord, blikke eller berøring
incident-kind-about-near-miss = Noget var lige ved at gå galt
incident-kind-about-several-small = Niv, krads, slag og trusler tælles sammen
incident-hit-me = Mig
incident-hit-colleague = En kollega
incident-hit-citizen = En borger
incident-who-citizen-or-relative = En borger eller pårørende
incident-who-colleague-or-leader = En kollega eller leder
incident-who-nobody = Ingen – det var et uheld

## Incidents: the fourth tap, and the tally of a shift

incident-form-heading = Hvornår og hvor?
incident-form-when = Hvornår cirka?
incident-form-when-error = Vælg, hvornår det cirka var.
incident-when-now = Lige nu
incident-when-this-shift = Tidligere i denne vagt
incident-when-yesterday = I går
incident-when-earlier = En anden dag
incident-form-day = Hvilken dag? Kun ved en anden dag
incident-form-day-placeholder = Vælg dag
incident-form-clock = Klokken cirka? Kun ved en anden dag
incident-form-clock-placeholder = Vælg tidspunkt
incident-form-place = Hvor? Kan udelades
incident-form-place-placeholder = Vælg sted
incident-place-citizens-home = Hjemme hos en borger
incident-place-residents-room = I en beboers bolig
incident-place-shared-room = I et fælles rum
incident-place-outdoors = Udendørs
incident-place-on-the-way = På vejen mellem to steder
incident-place-phone-or-writing = I telefon eller på skrift
incident-place-other = Et andet sted
incident-form-colleague = Hvilken kollega gik det ud over?
incident-form-colleague-placeholder = Vælg kollega
incident-form-colleague-other = En vikar, elev eller anden uden Teams
incident-form-colleague-error = Vælg, hvem det gik ud over.
incident-form-unit = Hvilken enhed?
incident-form-unit-placeholder = Vælg enhed
incident-form-unit-error = Vælg enhed.
incident-form-outside = Uden for arbejdstid
incident-form-outside-title = Det skete uden for arbejdstid
incident-form-citizen = Borgere
incident-form-citizen-title = En borger kom til skade
incident-form-force = Magt
incident-form-force-title = Der blev brugt magt
incident-form-pointers = De to sidste kryds gemmes ikke. De viser kun, hvor det også skal skrives.
incident-form-seen-by = Det får { $people } at se. Skriv ikke borgerens navn eller CPR-nummer.
incident-seen-by-nobody-yet = En administrator bliver bedt om at finde en, der kan modtage det. Skriv ikke borgerens navn eller CPR-nummer.
incident-form-register = Registrér
incident-small-heading = Flere små hændelser i denne vagt
incident-small-text = Vælg, hvor mange der var af hver.
incident-small-pinch = Niv
incident-small-scratch = Krads
incident-small-blow = Slag
incident-small-threat = Trusler
incident-problem-when = Vælg en dag inden for det sidste år.
incident-problem-colleague = Vælg, hvem det gik ud over.
incident-problem-unit = Vælg enhed.
incident-problem-small = Vælg mindst én. Højst 20 af hver.
incident-problem-talk = Vælg dag, klokkeslæt og ja eller nej til debriefing.
incident-problem-cpr = Det ligner et CPR-nummer. Jeg har ikke gemt det. Skriv teksten igen uden nummeret.
incident-problem-name = { $name } ligner et navn. Jeg har ikke gemt det. Skriv teksten uden navnet.
incident-problem-long = Teksten er for lang. Den må højst være 2.000 tegn.
incident-problem-empty = Skriv lidt, før du gemmer.

## Incidents: it is registered

incident-number = Hændelse nr. { $number }
incident-saved-heading = Tak. Det er registreret.
incident-saved-text = Det er ikke en arbejdsskadeanmeldelse; den laver arbejdspladsen. Du kan følge status her.
incident-saved-enough = Du behøver ikke gøre mere nu.
incident-saved-seen-by = Det får { $people } at se.
incident-saved-nobody-yet = En administrator bliver bedt om at finde en, der kan modtage det.
incident-saved-for-colleague = Gå hen til din kollega nu, hvis du kan.
incident-and = { $first } og { $last }
incident-receiver-leader = lederen { $name }
incident-receiver-deputy = stedfortræderen { $name }
incident-receiver-representative = jeres AMR { $name }
incident-receiver-area-head = områdelederen { $name }
incident-not-report = Dette er ikke anmeldelsen som arbejdsskade. Den laver arbejdspladsen.

## Incidents: how it stands, for the one it hit and for whoever registered it

incident-status-sub = { $kind }. Registreret { $when }.
incident-status-occurred = Det skete cirka { $when }.
incident-receiver-line-leader = Lederen { $name } får det at se.
incident-receiver-line-deputy = Stedfortræderen { $name } får det at se.
incident-receiver-line-representative = Jeres AMR { $name } får det at se.
incident-receiver-line-area-head = Områdelederen { $name } får det at se.
incident-receiver-read-leader = Lederen { $name } læste det { $when }.
incident-receiver-read-deputy = Stedfortræderen { $name } læste det { $when }.
incident-receiver-read-representative = Jeres AMR { $name } læste det { $when }.
incident-receiver-read-area-head = Områdelederen { $name } læste det { $when }.
incident-status-done = Det er der gjort
incident-status-wait = Når der sker noget nyt, står det her.
incident-status-first-aid-hit = En kollega har været hos dig. Det blev skrevet { $when }.
incident-status-first-aid-other = Der er givet kollegial førstehjælp. Det blev skrevet { $when }.
incident-status-assessed = Lederens vurdering er lavet { $when }.
incident-status-talk-hit = I taler sammen { $when }.
incident-status-talk-other = Der er en samtale { $when }.
incident-status-debriefing-yes = Flere bliver indkaldt til debriefing.
incident-status-debriefing-no = Lederen indkalder ikke flere til debriefing. Du kan stadig sige ja til tilbuddet.
incident-status-calls = Indkaldelserne er sendt { $when }.
incident-status-what = Det skrev de, der følger op
incident-status-closed = Hændelsen blev afsluttet { $when }.
incident-official-pending = Arbejdspladsen har ikke skrevet endnu, at anmeldelsen er lavet.
incident-official-made = Arbejdspladsen har lavet anmeldelsen. Kopien kommer i e-Boks.
incident-official-not-needed = Arbejdspladsen har skrevet, at anmeldelsen ikke skal laves.
incident-official-self = Den, det gik ud over, kan selv anmelde til AES inden for et år.
incident-offers-heading = Tre tilbud til dig
incident-offers-free = Hvert tilbud har sit eget svar. Du må altid sige nej, og du kan ændre dit svar. De, der følger op, ser svarene.
incident-offer-peer-first-aid = Kollegial førstehjælp
incident-offer-debriefing = Debriefing
incident-offer-crisis-support = Professionel krisehjælp
incident-offer-about-peer-first-aid = En kollega er hos dig og hjælper med det praktiske.
incident-offer-about-debriefing = I taler om det bagefter. En, der er uddannet til det, leder samtalen.
incident-offer-about-crisis-support = Samtaler med en fagperson uden for arbejdspladsen.
incident-answer-yes = Ja tak
incident-answer-no = Nej tak
incident-answer-later = Senere
incident-answer-none = intet svar endnu
incident-answered = Dit svar: { $answer }
incident-police-heading = Politiet
incident-police-text = Vil du kunne søge offererstatning, skal politiet normalt have en anmeldelse inden 72 timer.
incident-police-due = De 72 timer slutter { $when }. Der findes undtagelser.
incident-police-passed = De 72 timer sluttede { $when }. Der findes undtagelser, og du kan stadig anmelde.
incident-police-choose = Tal med din leder i dag. Du må også anmelde selv. Du bestemmer, og du kan vente med at svare.
incident-police-reported = Jeg har anmeldt
incident-police-not-reported = Jeg anmelder ikke
incident-police-wants-help = Jeg vil gerne have hjælp
incident-police-note = Arbejdspladsens begrundelse
incident-questions-heading = { $count ->
    [one] Jeres arbejdsmiljøgruppe har et spørgsmål
   *[other] Jeres arbejdsmiljøgruppe har { $count } spørgsmål
 }
incident-questions-wait = Du må gerne vente til din næste vagt.
incident-question-one = Første spørgsmål
incident-question-two = Andet spørgsmål
incident-answer-label-one = Svar på første spørgsmål
incident-answer-label-two = Svar på andet spørgsmål
incident-answer-placeholder = Skriv kort
incident-answer-given = Dit svar
incident-answer-send = Send svar
incident-text-heading = Vil du skrive mere?
incident-text-note = Du kan lade være. De, der får hændelsen at se, ser teksten. Skriv ikke borgerens navn eller CPR-nummer.
incident-text-what = Hvad skete der?
incident-text-before = Hvad gik forud?
incident-text-placeholder = Skriv kort, hvad du så og hørte
incident-text-placeholder-before = Skriv kort, hvad der skete lige før
incident-text-save = Gem teksten
incident-text-changed = Noget skal rettes i teksten. Resten står her igen bagefter.
incident-small-counted = { $what }: { $count }
incident-witness-heading = Var der andre?
incident-witness-note = Din kollega får også tilbud om hjælp, men ser ikke, hvad du har skrevet.
incident-witness-label = Hvem var der også?
incident-witness-placeholder = Vælg kollega
incident-witness-add = Giv kollegaen tilbud
incident-share-note = Kun én leder får den at se nu. Du bestemmer, om jeres AMR også skal.
incident-share = Lad jeres AMR se den
incident-grow-note = Var det mere end småt, kan det få en fuld opfølgning.
incident-grow = Registrér som én hændelse
incident-learn-note = Kan andre lære af det? Fortæl det uden borgere og uden navne.
incident-learn = Det lærte vi
incident-helped = En kollega har været hos mig
incident-rest-waits = Kortet er fuldt. Mere kommer frem, når noget er svaret eller gjort.

## Incidents: asked later, and those who were there

incident-ask-heading = Fik du den hjælp, du ville have?
incident-ask-about = Hændelse nr. { $number }, { $when }
incident-ask-seen-by = De, der følger op, ser dit svar. Du må altid lade være med at svare.
incident-got-help-yes = Ja
incident-got-help-partly = Delvist
incident-got-help-no = Nej
incident-witness-card-heading = Der er tilbud til dig
incident-witness-card-text = Du var på arbejde { $when }, da der skete noget. Derfor får du de samme tilbud.
incident-witness-card-kept = Her står ikke, hvad der skete, eller hvem det gik ud over.

## Incidents: for the leader, the deputy and the AMR

incident-case-sub = { $kind }. { $unit }.
incident-case-hit = Det gik ud over { $name }.
incident-case-hit-other = Det gik ud over en vikar, elev eller anden uden Teams.
incident-case-reporter = Registreret af { $name } { $when }.
incident-case-registered = Registreret { $when }.
incident-case-you = Du ser den som { $part }.
incident-part-leader = leder
incident-part-deputy = stedfortræder
incident-part-representative = arbejdsmiljørepræsentant
incident-part-area-head = områdeleder
incident-case-clocks = Hvad skal ske hvornår
incident-step-first-aid = Kollegial førstehjælp nu, senest { $when }
incident-step-assessment = Lederens vurdering senest { $when }: Hvornår taler I sammen? Skal flere indkaldes til debriefing?
incident-step-calls = Indkaldelserne sendes inden { $when }
incident-step-police = Politianmeldelse inden { $when } – den berørtes egen beslutning
incident-step-report = Anmeldelse som arbejdsulykke senest { $when } – den laver arbejdspladsen, ikke Medvind
incident-step-ask-first = Spørgsmål til den berørte { $when }: Fik du den hjælp, du ville have?
incident-step-ask-last = Samme spørgsmål til den berørte igen { $when }
incident-step-owner = { $name } har opgaven.
incident-step-late = Tiden er gået.
incident-step-done = Gjort { $when }.
incident-step-done-by = Gjort { $when } af { $name }.
incident-origin = Timer og dage kommer fra: { $origin }
incident-origin-ours = Timerne er Medvinds forslag. De er taget fra én hospitalsafdeling, og kommunen kan ændre dem.
incident-origin-law = De 72 timer til politiet og de 14 dage står i loven.
incident-case-first-aid = En kollega er hos den berørte
incident-case-assess-heading = Lederens vurdering
incident-case-talk-day = Hvornår taler I sammen? Dag
incident-case-talk-clock = Klokken
incident-case-debriefing = Skal flere indkaldes til debriefing?
incident-case-debriefing-yes = Ja
incident-case-debriefing-no = Nej
incident-case-assess = Gem vurderingen
incident-case-assess-note = Den berørte ser, hvornår I taler sammen.
incident-case-calls-note = Det er indkaldelserne, der skal af sted. Selve samtalen må gerne ligge senere.
incident-case-calls = Indkaldelserne er sendt
incident-case-copy = Til anmeldelsen. Kan kopieres, så intet skrives to gange
incident-case-copy-occurred = Tidspunkt cirka: { $when }
incident-case-copy-place = Sted: { $place }
incident-case-copy-outside = Uden for arbejdstid
incident-case-copy-inside = I arbejdstiden
incident-case-offers = Den berørtes svar på tilbuddene
incident-case-offer = { $offer }: { $answer }
incident-case-police-none = Den berørte har ikke svaret om politiet.
incident-case-police-reported = Den berørte har anmeldt til politiet.
incident-case-police-not-reported = Den berørte anmelder ikke til politiet.
incident-case-police-wants-help = Den berørte vil gerne have hjælp til at anmelde. I har pligt til at tilbyde den.
incident-case-note-heading = Begrundelse, hvis politiet ikke får en anmeldelse
incident-case-note-text = Skriv den inden de 72 timer. Undtagelser er pædagogiske eller behandlingsmæssige grunde.
incident-case-note-label = Udkast, som du retter og kan kopiere
incident-case-note-placeholder = Skriv grunden uden borgerens navn
incident-case-note-seen-by = Den berørte kan læse den.
incident-case-note-save = Gem begrundelsen
incident-case-note-draft = Hændelse nr. { $number }, cirka { $when }. Vi har talt om politianmeldelse med den berørte, som selv beslutter. Arbejdspladsen anmelder ikke. Grunden er pædagogisk: (skriv kort, eller slet). Grunden er behandlingsmæssig: (skriv kort, eller slet). Dato og leder: (skriv)
incident-case-report-text = Ved fravær er det senest 14 dage efter den første fraværsdag.
incident-case-report-made = Anmeldelsen er lavet
incident-case-report-not-needed = Den skal ikke laves
incident-case-done-label = Hvad er der gjort? Én linje
incident-case-done-placeholder = Fx: Vi går to sammen om aftenen
incident-case-done-note = Den berørte ser linjen.
incident-case-done-save = Gem linjen
incident-case-ask-heading = Mangler I at vide noget?
incident-case-ask-note = Spørg højst om to ting, og kun om det, der skete. Den berørte må vente til næste vagt.
incident-case-ask-send = Send spørgsmål
incident-case-ask-placeholder = Skriv et kort spørgsmål
incident-case-answer = Svar
incident-case-answer-none = Der er ikke svaret endnu, og det må gerne vente.
incident-case-first = Først: Sørg for, at en kollega er hos den berørte nu.
incident-case-asked-note = Har du selv spurgt den berørte? Tryk på svaret.
incident-case-got-help-yes = Svaret var ja
incident-case-got-help-partly = Svaret var delvist
incident-case-got-help-no = Svaret var nej
incident-case-asked-yes = Den berørte er spurgt og svarede ja.
incident-case-asked-partly = Den berørte er spurgt og svarede delvist.
incident-case-asked-no = Den berørte er spurgt og svarede nej.
incident-case-asked-only = Den berørte er spurgt.
incident-case-close = Afslut hændelsen
incident-case-close-when = Den kan afsluttes, når den berørte er spurgt, og det andet er gjort.
incident-case-witness-note = Kollegaen får de samme tilbud, men ser ikke hændelsen.
incident-list-heading = Hændelser
incident-list-none = Der er ikke noget at følge op på her.
incident-list-own = Dine egne
incident-list-line = Nr. { $number } i { $unit }. Registreret { $when }.
incident-list-missing = Mangler: { $steps }.
incident-list-nothing = Der mangler ikke noget nu.
incident-list-more = Der er flere. De ældste står først.
incident-list-show = Vis nr. { $number }
incident-case-all = Alle hændelser
incident-list-patterns = Mønstre over tid
incident-news-registered = En medarbejder har registreret en hændelse.
incident-news-grown = De små hændelser fra en vagt er nu registreret som én hændelse.
incident-news-offer = Den berørte har sagt ja tak til et tilbud.
incident-news-police = Den berørte vil gerne have hjælp til politianmeldelsen.
incident-news-nothelped = Den berørte har ikke fået den ønskede hjælp.
incident-news-answered = Der er svaret på jeres spørgsmål.
incident-news-assess = Vurder inden { $when }: Hvornår taler I sammen? Skal flere indkaldes til debriefing?
incident-short-first-aid = kollegial førstehjælp
incident-short-assessment = lederens vurdering
incident-short-calls = indkaldelser
incident-short-police = den berørtes svar om politiet
incident-short-report = arbejdspladsens anmeldelse
incident-short-ask-first = spørgsmål efter en uge
incident-short-ask-last = spørgsmål efter en måned
incident-reminder-heading = Hændelse nr. { $number } mangler et trin
incident-reminder-why = Du får beskeden, fordi fristen er { $when }.
incident-reminder-why-late = Du får beskeden, fordi fristen var { $when }.
incident-reminder-to-owner = Opgaven er din.
incident-reminder-to-stands-in = Du er stedfortræder og kan gøre det i stedet.
incident-reminder-to-above = Du er næste led, fordi trinnet stadig mangler.
incident-reminder-to-hit = Du bestemmer selv, og du må altid lade være.
incident-reminder-stops = Når én har gjort det, stopper påmindelserne for alle.
incident-reminder-show = Vis hændelsen
incident-appoint-heading = En hændelse mangler en modtager
incident-appoint-text = Hændelse nr. { $number } er registreret i { $unit }. Ingen har en rolle, så de kan modtage den.
incident-appoint-next = Giv nogen rollen som leder eller arbejdsmiljørepræsentant i dag.
incident-appoint-seen-by = Du får ikke at se, hvad der er sket.

## Incidents: short answers

incident-gone = Hændelsen er her ikke, eller du har ikke adgang til den. Der er ikke sket noget.
incident-draft-gone = Det, du havde trykket, er her ikke længere. Skriv »noget er sket«, når du vil begynde igen.
incident-registered-already = Tak. Det er allerede registreret. Skriv »hændelser« for at se, hvordan det går.
incident-text-back = Det blev ikke gemt. Her er det, du skrev. Skriv »hændelser«, åbn hændelsen, og send det igen.

## Patterns in incidents: something to talk about and to learn from. Never a zero, a rise or a fall

pattern-phrases = mønstre | mønster | mønstre i hændelser
pattern-title = Mønstre i hændelser, { $period }
pattern-quarter = { $number }. kvartal { $year }
pattern-half-year = { $number }. halvår { $year }
pattern-how = Mønstrene er til at tale om og lære af. De er ikke en karakter.
pattern-protects = Antal vises i grupper. Er færre end { $least } personer berørt, vises det ikke.
pattern-registered = En hændelse står i det kvartal, hvor den blev registreret.
pattern-narrow = Uønsket seksuel opmærksomhed indgår kun i områdets halvår.
pattern-follow-up = Opfølgning viser, hvordan det stod, da kvartalet sluttede.
pattern-none = Perioden kan ikke vises. Den er ikke slut endnu, eller den er for længe siden.
pattern-of-about = Omfatter { $band } hændelser.
pattern-too-few = Der er for få til at vise et mønster her. Det siger ikke, hvor trygt der er.
pattern-too-few-parts = Der er for få til at vise mere om dem.
pattern-too-few-cell = for få til at vise
pattern-column = Gruppe
pattern-column-number = Hændelser
pattern-in-short = { $of }: { $cells }
pattern-cell-in-short = { $cell } { $band }
pattern-band-few = 5-9
pattern-band-several = 10-19
pattern-band-many = 20 eller flere
pattern-link = Åbn siden med mønstre
pattern-not-yours = Mønstre er for ledere, arbejdsmiljørepræsentanter og udvalgene.
pattern-last-see = Hvad ser vi?
pattern-last-try = Hvad vil vi prøve?
pattern-last-learn = Hvad har vi lært, som andre kan bruge?
pattern-of-harm = Nærved og sket
pattern-of-kind = Hvad det var
pattern-of-time-of-day = Tid på døgnet
pattern-of-weekday = Ugedag
pattern-of-place = Sted
pattern-of-follow-up = Lederens trin bagefter
pattern-asks-harm = Hvad lærte vi af det, der nær var sket?
pattern-asks-kind = Hvad ser vi, og hvad vil vi prøve?
pattern-asks-time-of-day = Hvad er anderledes på de tider, og hvad vil vi prøve?
pattern-asks-weekday = Hvordan er dagen planlagt, og hvad vil vi prøve?
pattern-asks-place = Hvad ved rammerne kan vi ændre?
pattern-asks-follow-up = Hvad gør det let at følge op, og hvad står i vejen?
pattern-cell-near-miss = nærved-hændelse
pattern-cell-happened = sket
pattern-cell-physical-violence = fysisk vold
pattern-cell-threat = trusler
pattern-cell-harassment = chikane
pattern-cell-unwanted-sexual-attention = uønsket seksuel opmærksomhed
pattern-cell-several-small = flere små på en vagt
pattern-cell-night = nat (kl. 0-6)
pattern-cell-morning = morgen (kl. 6-12)
pattern-cell-day = eftermiddag (kl. 12-18)
pattern-cell-evening = aften (kl. 18-24)
pattern-cell-monday = mandag
pattern-cell-tuesday = tirsdag
pattern-cell-wednesday = onsdag
pattern-cell-thursday = torsdag
pattern-cell-friday = fredag
pattern-cell-saturday = lørdag
pattern-cell-sunday = søndag
pattern-cell-citizens-home = borgerens hjem
pattern-cell-residents-room = beboerens bolig
pattern-cell-shared-room = fællesrum
pattern-cell-outdoors = udenfor
pattern-cell-on-the-way = på vej
pattern-cell-phone-or-writing = telefon eller skrift
pattern-cell-other = andet sted
pattern-cell-on-time = gjort inden fristen
pattern-cell-later = gjort efter fristen eller ikke gjort endnu
pattern-cell-not-due = fristen var ikke nået
web-incidents-login = Åbn siden med mønstre
web-incidents-sign-in = Skriv »mønstre« til Medvind i Teams, og tryk på linket.
web-incidents-link-used = Skriv »mønstre« til Medvind i Teams, så får du et nyt.
web-incidents-not-yours = Siden er for ledere, arbejdsmiljørepræsentanter og udvalgene
web-incidents-not-yours-text = Du er logget ind, men din rolle giver ikke adgang til mønstre. Spørg administratoren, hvis du skal bruge dem.
web-incidents-periods = Andre perioder
web-unknown-period = Den periode findes ikke. Skriv et kvartal, fx 2026-Q4, eller et halvår, fx 2026-H2.
cli-incidents-help = Hent mønstre i hændelser for et kvartal eller et halvår. Små grupper vises aldrig.
cli-period-help = Et kvartal, fx 2026-Q4, eller et halvår, fx 2026-H2. Ellers det sidste hele kvartal
cli-pattern-unit-help = Kun denne enhed (id fra organisationsfilen)
cli-pattern-format-help = docx, md eller json
cli-unknown-unit = Enheden { $unit } findes ikke. Brug »medvind org show«.

## Redaktionen: siden /editor

desk-heading = Redaktionen
desk-skip = Gå til indholdet
desk-menu = Menu
desk-this-week = Denne uge
desk-archive = Arkiv
desk-sign-out = Log ud
desk-week = Uge { $week }
desk-count = { $chosen ->
    [one] 1 indslag er valgt
   *[other] { $chosen } indslag er valgt
} · { $waiting ->
    [0] ingen venter på samtykke
    [one] 1 venter på samtykke
   *[other] { $waiting } venter på samtykke
}
desk-count-published = { $count ->
    [0] Ingen indslag
    [one] 1 indslag
   *[other] { $count } indslag
}
desk-length = { $words ->
    [0] ingen ord endnu
    [one] 1 ord
   *[other] { $words } ord
}, { $minutes ->
    [0] intet at læse
    [one] 1 minut at læse
   *[other] { $minutes } minutter at læse
}
desk-picked-heading = Med i nyhedsbrevet
desk-drag = Træk for at flytte, eller brug knapperne Op og Ned.
desk-fresh-heading = Nye historier
desk-waiting-heading = Mangler samtykke
desk-waiting-text = Teksten vises først, når alle i historien har sagt ja.
desk-missing = { $count ->
    [one] Mangler samtykke fra 1 kollega
   *[other] Mangler samtykke fra { $count } kolleger
}
desk-untitled = Uden overskrift
desk-no-name = uden navn
desk-with-photo = med billede
desk-edited = rettet
desk-answer-asked = sendt til forfatteren
desk-answer-approved = godkendt af forfatteren
desk-answer-rewritten = skrevet om af forfatteren
desk-nothing = Der er ikke valgt nogen historier endnu.
desk-nothing-new = Der er ikke noget nyt i denne uge. Nyhedsbrevet er færdigt, som det er.
desk-preview = Forhåndsvisning
desk-up = Op
desk-down = Ned
desk-edit = Ret
desk-pick = Tag med
desk-take-out = Tag ud
desk-take-in = Tag med igen
desk-ask = Spørg om samtykke
desk-copy = Kopiér til Outlook eller SharePoint
desk-copied = Kopieret – sæt ind med Ctrl+V
desk-not-copied = Browseren gav ikke lov til at kopiere. Hent det som Word i stedet.
desk-copy-by-hand = Markér teksten, og kopiér den med Ctrl+C.
desk-copy-plain = Uden formatering
desk-back = Tilbage til ugen
desk-download-as = Hent som …
desk-mark-published = Markér som udgivet
desk-taken = Hvem har hentet det?
desk-taken-by = { $what }: { $who }, { $when }
desk-trend-table = Se tallene som tabel
desk-to-mend = Udgivet i uge { $week } – husk at rette: »{ $title }« må ikke vises mere.
desk-published-on = Uge { $week } er udgivet { $when }. Den kan ikke ændres.
desk-read-it = Læs nyhedsbrevet
desk-only-reading = Du kan læse og hente. Kun redaktøren kan vælge og rette.
desk-done = Det er gjort.
desk-moved = »{ $name }« er nu nummer { $number } af { $of }.
desk-picked = »{ $name }« er med i nyhedsbrevet som nummer { $number } af { $of }.
desk-taken-out = »{ $name }« er taget ud. Den står nu under nye historier.
desk-agreement-out = Aftalen er taget ud.
desk-agreement-in = Aftalen er med igen.
desk-asked = { $count ->
    [one] 1 kollega er spurgt igen i Teams.
   *[other] { $count } kolleger er spurgt igen i Teams.
}
desk-asked-recently = De er lige blevet spurgt. Vent en uge, før du spørger igen.
desk-changed-meanwhile = Listen er ændret i mellemtiden. Her er den, som den er nu.
desk-is-published = Ugen er udgivet og kan ikke ændres.
desk-not-printable = Historien kan ikke tages med. Der mangler et ja, eller den er trukket tilbage.
desk-no-photo = Billedet findes ikke længere.
desk-no-story = Historien kan ikke rettes. Den er udgivet, trukket tilbage eller mangler samtykke.

desk-edit-heading = Ret historien
desk-edit-text = Forfatterens egen tekst bliver gemt og står nedenfor.
desk-title = Overskrift
desk-body = Tekst
desk-alt = Billedtekst (til skærmlæsere)
desk-save = Gem
desk-send = Gem, og send rettelsen til forfatteren
desk-send-text = Forfatteren får begge tekster i Teams. Forfatteren kan godkende eller selv rette.
desk-shared = En kollega har sagt ja til forfatterens ord. Rettelsen kommer først med, når begge har sagt ja til den.
desk-cancel = Annullér
desk-original = Oprindelig tekst
desk-versions = Tidligere rettelser
desk-version = Rettelse { $number }: { $who }, { $when }
desk-version-old = til en ældre tekst
desk-saved = Rettelsen er gemt.
desk-sent = Rettelsen er gemt og sendt til forfatteren.
desk-saved-not-sent = Rettelsen er gemt. Der var ikke noget nyt at sende til forfatteren.
desk-not-saved = Rettelsen er ikke gemt endnu. Det, du har skrevet, står her.
desk-text-changed = Historien er ændret i mellemtiden. Din tekst er ikke gemt. Læs den nye tekst nedenfor, og gem så igen.
desk-problem-body-empty = Skriv mindst én sætning.
desk-problem-body-too-short = Skriv mindst én hel sætning.
desk-problem-body-too-long = Historien må højst være 4.000 tegn.
desk-problem-title-too-long = Overskriften må højst være 100 tegn.
desk-problem-body-no-words = Der mangler ord i teksten.
desk-problem-cpr = Det ligner et CPR-nummer. Det er ikke gemt. Skriv teksten uden nummeret.
desk-problem-colleague-named = Du nævner en kollega, som ikke er spurgt. Skriv uden navnet.
desk-problem-alt-missing = Skriv, hvad man ser på billedet.
desk-problem-alt-too-long = Billedteksten må højst være 200 tegn.
desk-problem-alt-cpr = Billedteksten ligner et CPR-nummer. Skriv den uden nummeret.
desk-problem-long = Navnet må højst være 80 tegn.
desk-problem-week = Ugen er for langt væk til at blive udgivet i dag.
desk-problem-link = Linket skal være en hel adresse, som begynder med https://.

desk-publish-heading = Udgiv uge { $week }
desk-publish-frozen = Rækkefølge og tekst bliver gemt, som de er nu. De kan ikke ændres bagefter.
desk-publish-thanks = Hver forfatter får én tak i Teams.
desk-publish-teams = Hvert teams kanal får at vide, at nyhedsbrevet er ude.
desk-issue-name = Nyhedsbrevets navn (kan udelades)
desk-issue-name-example = Nyt fra Sundhed og Omsorg
desk-issue-link = Link til nyhedsbrevet (kan udelades)
desk-published = Uge { $week } er markeret som udgivet. Forfattere og teams får besked.
desk-not-published = Ugen er ikke udgivet endnu.

desk-search = Søg i det, der er udgivet
desk-search-button = Søg
desk-hits = { $count ->
    [0] Ingen historier med »{ $asked }«
    [one] 1 historie med »{ $asked }«
   *[other] { $count } historier med »{ $asked }«
}
desk-published-weeks = Udgivne uger
desk-none-published = Der er ikke udgivet noget endnu.

desk-own-heading = Mine historier
desk-own-text = Her står dine egne historier. Skriv »mine historier« til Medvind for at rette dem.
desk-own-none = Du har ikke sendt nogen historier endnu. Skriv »del en god historie« til Medvind.
desk-own-awaiting = Venter på en kollegas ja.

web-format-clipboard = Udklipsholder
web-format-feed-json = JSON Feed
web-format-feed-atom = Atom
web-no-file = Den fil findes ikke.
web-unknown-feed = Det feed findes ikke. Vælg json eller atom.
