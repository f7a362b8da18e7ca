"""Does a story sound like something that was hard: violence, threats, harassment, a near miss?

Only a question hangs on it ("Vil du registrere det som en hændelse i stedet?", voice 3.1), so it leans to
asking. Yet Danish strikes, bites and kicks its way through good stories too ("slog græsset", "bed mærke i",
"spark i gang"), and a good story should not be taken for an assault: words that mean both count only when
somebody is at the other end. It will miss what is told in a roundabout way; nothing may rely on it.

Patterns see lower case and single spaces. Every repetition is bounded, which keeps the search linear.
"""

from __future__ import annotations

import re

_READ_MAX = 10000

_NEAR = r"[^.!?;]{0,40}"  # the same sentence, a few words on
_WHO = (
    r"(?:mig|os|hende|ham|dem"
    r"|(?:(?:en|et|min|mine|sin|vores|de|den|andre|to) )?(?:anden |andre |nye? |unge? )?"
    r"(?:kolleg|medarbejder|personale|beboer|medbeboer|borger|elev|vikar|afløser|assistent|hjælper"
    r"|sygeplejerske|leder|pårørende)\w{0,6})\b"
)
_HE = r"(?:han|hun|de|borgeren|beboeren|manden|konen|sønnen|datteren|hunden)"
_BODY = (
    r"(?:ansigt|hoved|mave|bryst|ryg|nakke|hals|arm|underarm|hånd|hænder|finger|ben|skinneben|knæ"
    r"|skulder|kind|lår|side|øje|øre|næse|tand|mund|fod|fødder)\w{0,5}\b"
)
_TO = (
    rf"(?:(?:ud|til|hårdt|igen|løs|med|næsten|nærmest|også|pludselig|{_HE}) ){{0,2}}"
    rf"(?:(?:efter|på|i?mod) )?{_WHO}"
)
_GAME = (
    r"(?! (?:\w{1,12} ){0,2}i (?:ludo|skak|kort|dart|quiz|bingo|domino|yatzy|bob|billard|petanque|matador"
    r"|wordfeud|spil))"
)

_BLOWS = (
    rf"(?:slå|bide|sparke|spytte|kradse|nive|skubbe|kvæle|stikke) {_TO}{_GAME}",
    r"(?:ville|prøve\w{1,2} at|forsøg\w{2,3} at|begynd\w{1,3} at) (?:slå|bide|sparke|spytte|kradse|nive)"
    r"(?= ?[,.!?]| og\b| men\b|$)",
    rf"(?:slog|ramte|sparkede|bed|kradsede|nev|stak|flåede|rev) (?:efter |i |på |fat i )?mi[nt]e? "
    rf"(?:{_BODY}|tøj|trøje|hår|brille|uniform)",
    rf"stak {_WHO} (?:med|ned|i {_BODY})",
    rf"fik (?:\w{{1,12}} )?(?:smidt|kastet|hældt)\b{_NEAR}(?:i hovedet|i ansigtet|ud over mig)",
    r"presset op (?:i et|mod|ad)|helt oppe i (?:hovedet|ansigtet)",
    rf"(?:slo|slog|slår|slå|slået|slaa\w{{0,2}}) {_TO}{_GAME}",
    rf"(?:slo|slog|slår|slå|sparke\w{{0,3}}) (?:ud efter\b|{_NEAR}\befter {_WHO})",
    r"blev (?:han |hun |jeg )?slået\b"
    r"(?! (?:fast|op|til|sammen|fra|ud|an|igennem|af (?:hvor|stemning)|med (?:forund|stum)))",
    r"blev (?:\w{1,10} )?(?:sparket|bidt|kradset|revet|jaget|kvalt|nevet)\b(?! (?:i gang|af at))",
    r"(?:jeg|elev|eleven|vikaren|kollega) blev skubbet|om (?:min|hans|hendes) hals\b",
    r"ikke slippe (?:min arm|mit (?:hår|håndled))|så jeg ikke kunne komme (?:ud|væk)",
    r"(?:sparkede|slog|bed|kradsede|nev|spyttede|sparker|slår|bider)"
    r"(?:,| og) (?:spark|slog|bed|krads|nev|spyt|slår|bid)",
    rf"fik (?:hans |hendes |en |et )?(?:\w{{1,12}} )?(?:albue|knæ|næve|fod|stok|kop|glas) i {_BODY}",
    rf"slået (?:i|på|over) {_BODY}|slået (?:ned|ihjel)\b|(?:slag|spark|dask) (?:i|mod|over) {_BODY}",
    rf"{_HE} (?:slår|bider|sparker|spytter|niver|kradser|river)(?= ?[,.!]| og\b| når\b| igen| hårdt|$)",
    r"lussing|knytnæve|knytte\w? (?:næve|hånd|hænder)|en skalle\b",
    r"gav mig (?:tæsk|tæv|bank|et dask)|fik en flad\b(?! tal)|gav mig en flad",
    rf"spark(?:ede|er|et)? {_TO}|sparket (?:i|på|over) {_BODY}",
    rf"(?:daskede|nappede|prikkede) (?:til )?{_WHO}",
    rf"(?:bed|bider|bidt) {_TO}|bidt (?:\w{{1,12}} )?i {_BODY}",
    r"bidt (?:et|til|af (?:en|min|vores|hund))",
    rf"spytt?\w{{0,4}} (?:\w{{1,12}} )?(?:på|efter|ad|{_WHO}|i ansigtet)",
    rf"(?:nev|niver|nevet|nive) (?:\w{{1,12}} )?(?:i|{_WHO})",
    rf"krads\w{{0,4}} (?:\w{{1,12}} )?(?:til blods|{_WHO})",
    rf"kradset (?:i|på) {_BODY}|(?:hev|trak|rev|flåede)\b{_NEAR}\b(?:i håret|i mit (?:hår|tøj))",
    rf"skub(?:bede|ber|bet) {_TO}|skubbet (?:ned|omkuld|ind|hårdt|ud)|pressede {_WHO} (?:op|ind|ned)",
    rf"ramt?e? {_WHO} (?:\w{{1,12}} )?(?:i|på|over|med|oven|bagfra|hårdt)\b|ramt (?:i|på) {_BODY}",
    r"mig hårdt\b",
    rf"(?:kaste(?:de|r|t)|smed|smider|kyle(?:de|r|t)|tyrede){_NEAR}\b(?:efter|i?mod|i hovedet på) {_WHO}",
    r"kaste(?:de|r) med (?!\w{0,8}bold)\w{0,6}(?:ting|tallerk|kop|glas|stol|mad|møbl|sko|service|bestik)",
    r"smadre",
    rf"(?:greb|tog|holdt|klemte)\b[^.!?;]{{0,20}}\bhårdt\b|holdt {_WHO} fast(?! [ip]å?,? at)",
    r"vred (?:om|rundt|mi[nt])",
    r"hårdt (?:fat )?(?:i|om|rundt om) (?:min|armen|hånden|håndled|halsen)",
    r"(?:greb|tog) (?:\w{1,12} ){0,2}(?:om|i) (?:halsen|håndled|nakken)",
    rf"kvælertag|kvæl(?:e|er) {_WHO}|kvalte {_WHO}|angreb {_WHO}|blev angrebet",
    rf"til angreb på {_WHO}",
    r"blå mærker?\b|gik (?:\w{1,12} )?amok\b(?! (?:på dansegulv|i|med))",
)

_THREATS = (
    r"(?:jeg|vi) t(?:urde|ør) ikke (?:gå ind|køre|være alene|gå på arbejde)",
    r"(?:gik|kørte|tog) grædende|ude for noget (?:voldsom|slem|ubehag|grim)",
    r"episode med en (?:vred|truende|voldelig|aggressiv)",
    rf"tru(?:ede|er|et|e)\b(?= (?:{_WHO}|{_HE}|med|på|af|over|ude|igen)|[.,!])|truende\b",
    r"tru(?:sler|ssel|sle[nt])",
    rf"kniv(?:en)?\b{_NEAR}\b(?:i?mod|efter|foran) {_WHO}",
    rf"(?:trak|stak|viftede|svingede|jog)\b{_NEAR}\bkniv",
    rf"(?:i?mod|efter) {_WHO} med (?:en |sin )?kniv|stod med (?:en )?kniv\b",
    r"(?:mig|os|dig|jer|hende|ham|nogen) ihjel|dræbe?\b|stikke (?:mig|os|dig) ned",
    r"ved,? hvor (?:jeg|vi|du) bor",
    r"bange for (?:ham|hende|borgeren|beboeren|at gå (?:ind|derind|på arbejde|alene))|stalk",
    r"skrækslagen",
    rf"(?:fulgte|følger|løb) efter mig\b|(?:forfulgte|forfølger|jagtede) {_WHO}",
    r"spærrede (?:mig|os|vejen|døren)",
    r"følte (?:mig|os) (?:meget |så )?(?:utryg|truet|krænket)|låste (?:mig|os) inde",
    r"flygte(?:de|r) (?:ud|ind|ned|fra h)",
    r"blev (?:\w{1,12} ){0,2}(?:aggressiv|truende|voldsom|udadreagerende|rasende)\b",
    r"(?:overfalds|volds)alarm|ringe\w{0,2} (?:til |efter )?(?:politi(?:et)?\b|112|1-1-2)",
    r"til politiet kom",
)

# Not Voldby, not "voldsomt godt", not a walk on the rampart.
_VIOLENCE = (
    r"overfald(?:t|et|er|ene)?\b|vold\b|volden (?:mod|er|var|eskal|fort|tog|blev)|voldelig",
    r"volds(?:episode|hændelse|mand|dom)",
    r"voldsom(?:me|t)? (?:episode|hændelse|konflikt|situation|adfærd)",
    r"blev udsat for(?! en? (?:\w{1,12} )?overrask)|udsat for (?:vold|slag)",
)

_HARASSMENT = (
    r"griner [ai][fd] mig|gør\w? nar af|ingen taler til mig|om min krop\b",
    r"mig (?:ned|op) i sengen\b",
    r"(?:frække|klamme|grove|lumre|sexede|grimme) (?:kommentar|bemærk|vittighed|ord|ting)",
    r"mobbe|mobning|krænk|befam|beføl|gramse|tilsvin",
    r"svine[dt]e? (?:\w{1,8} )?til\b|sjof(?:el|le)",
    r"tog (?:mig|hende) (?:på|i) (?:bryst|numse|røv|lår|skridt|bag)\w{0,6}",
    r"ragede på |mit bryst|mine bryster",
    r"min (?:numse|røv)",
    r"(?:uønsket|seksuel\w{0,2}) (?:opmærksom|berøring|bemærkning|kommentar|tilnærm|hentyd)|sexis",
    r"racis",
    r"(?:ville|prøvede at|forsøgte at) kysse|mod min vilje|onaner|nøgenbilled|porno",
    r"blotte(?:de|r) sig",
    r"upassende|grænseoverskrid",
    r"ubehagelige? (?:måde|berør|bemærk|oplevelse|episode|situation|stemning|besked)",
    rf"(?:råb|skreg|skrig|vræl|skrål|bande|smæld)\w{{0,3}} (?:(?:og \w{{1,10}}|højt|op|{_HE}) )?"
    rf"(?:ad|af|efter|til) {_WHO}",
    r"skæld(?:te|er|t|e)? (?:\w{1,12} ){0,2}ud\b|udskæld|skældsord|overfuse?|skideballe",
    r"fik skæld",
    rf"kald(?:te|er) {_WHO} (?:for )?(?:en |et |din )?(?:\w{{1,10}} )?"
    r"(?:luder|kælling|so|svin|idiot|møg\w{0,8}|perker|abe|dum\w{0,8}|grim|fed|neger|de værste)\b",
    r"ydmyg(?:et|ede|ende|else)|nedgør|nedladende|håne(?:de|r|t)\b",
    r"tal(?:te|er|t) (?:grimt|ondt|hånligt)",
    r"bagtal|bag min ryg\b|sladrer om mig|fros(?:set|t)? (?:mig )?ud\b|holde[rs]? mig udenfor",
)

_NEAR_MISSES = (
    r"nær[ -]?ved[ -]?(?:hændelse|ulykke)|nærved\b|arbejds(?:ulykke|skade)|stikuheld",
    r"st(?:ukket|ak) mig på",
    r"(?:nær|nær ved|tæt på|lige ved|ved)(?: at|,? at (?:jeg|vi|hun|han)) (?:blive|blev) "
    r"(?:slået|ramt|sparket|bidt|kørt)",
    r"(?:nær|nær ved|tæt på|lige ved) at (?:\w{1,12} )?"
    r"(?:vælte|falde|ramme|styrte|glide|brænde|drukne|miste)",
    r"(?:ved at|nær) ram(?:me|t|te) (?:mig|os)|klemt (?:mellem|fast|inde)",
    rf"(?:faldt|gled|snublede)\b{_NEAR}\bslog (?:mig|mit|min|sig|hovedet|knæet)",
)

_BLOW_IN_ENGLISH = (
    r"(?:hit|punch|slap|kick|scratch|push|shov|pinch|chok|strangl|attack|grop|grabb|stalk|bit|spat|touch)"
)
_ENGLISH = (
    r"(?:nearly|almost) hit\b|sexual (?:comment|remark|advance)",
    rf"{_BLOW_IN_ENGLISH}(?:ed|ped|ing|s)? (?:at |on )?"
    r"(?:me|us|her|him|a colleague|my (?:colleague|co-?worker))\b",
    rf"{_BLOW_IN_ENGLISH}(?:ed|ped|ing|s)? (?:in )?my "
    r"(?:face|head|arm|hand|hair|leg|back|neck|breast|wrist|bottom)",
    rf"(?:was|were|been|got|being) {_BLOW_IN_ENGLISH}(?:ed|ped|ten)?\b(?! (?:by (?:how|the joy)|of))",
    r"(?:spat|pulled) (?:in )?my\b|assault|violen(?:ce|t)\b|harass|bull(?:y|ied)",
    r"abus(?:e|ed|ive)\b|threat",
    r"(?:yell|shout|scream|swore)(?:ed|ing|s)? at (?:me|us|her|him|my)\b|near[ -]miss|with a knife",
    rf"threw\b{_NEAR} at (?:me|us|her|him|my)\b",
)

# What turns out well, read from the words around a match.
_IDIOMS = (
    r"\bskub\w{0,5} (?:mig|os|hende|ham) (?:blidt|kærligt)|\btog hårdt fat\b(?! i)",
    r"\bslog (?:ham|hende) på skulderen",
    rf"\bsl(?:og|år|å|ået) (?:{_HE} )?(?:mig|os|dem) (?:ned|løs|sammen|til ro)\b(?! med)",
    r"\b(?:det|der) sl(?:og|år) (?:mig|os|hende|ham)\b",
    r"\bramte (?:mig|os|hende|ham|dem) (?:\w{1,8} ){0,2}(?:dybt|hjertet|rent|plet)",
    r"\bbed \w{1,16}(?: \w{1,16})? (?:om|mærke)\b",
    r"\bskub\w{0,5} (?:\w{1,8} ){1,3}(?:\w{1,8} )?retning",
    r"\bspark\w{0,3} (?:\w{1,8} ){0,3}(?:i gang|bagi)",
    r"\b(?:regnen|himlen|skyerne|vinden|sneen|uvejret) truede",
    r"\btru\w{2,3} med (?:\w{1,8} )?(?:regn|sne|torden|lukning)",
    r"\btrus\w{1,5} (?:om|mod) (?:\w{1,8} )?(?:lukning|nedskæring|besparelse|klima|natur)",
    r"\boverfald\w{0,2} (?:\w{1,12} ){0,3}(?:af|med) "
    r"(?:knus|kram|kys|spørg|blomst|ros|venlig|gæst|gave|glæde|kærl|sang|smil)",
    r"\bkvalte?r? (?:et|en) (?:grin|gab|latter|fnis)|\bvold og magt",
    r"\b(?:kast\w{0,3}|smed) (?:\w{1,8} ){0,2}(?:\w{0,8}bold|blik|hånd?kys|fingerkys|kys|ballon|ris)",
    r"\b(?:falde|vælte|miste) (?:\w{1,8} )?(?:i søvn|om af|af (?:stolen|grin)|tålmod|pusten|modet)",
    r"\b(?:it|that) hit (?:me|us|her|him)\b|\bpushed (?:me|us|her|him) (?:to|towards?|forward)\b",
    r"\bthreaten\w{0,3} (?:to |with )?rain",
    r"\btouched (?:me|us) (?:deeply|that|so)|\b(?:was|were) (?:so |very )?touched\b|\bbit of\b",
)
_WITHOUT = re.compile(
    r"\b(?:uden|færre|mindre|nul|ingen|ikke|undgå(?:r|et)?|forebyg\w{0,8}(?: af)?"
    r"|no|without|less|fewer|never)"
    r"(?: at)?(?: (?:blive|bliver|blev|blevet|være|being|more|mere))? $"
)

# Every pattern but one begins where a word does. That is asked once for all of them, and not at each letter:
# it makes the search ten times as fast.
_HARD = re.compile(
    r"chikan|\b(?:" + "|".join((*_BLOWS, *_THREATS, *_VIOLENCE, *_HARASSMENT, *_NEAR_MISSES, *_ENGLISH)) + ")"
)
_HARMLESS = re.compile("|".join(_IDIOMS))


def sounds_hard(text: str) -> bool:
    """Whether to ask if `text` should be an incident instead. Reads the first 10,000 characters."""
    plain = " ".join(text[:_READ_MAX].casefold().split())
    return any(not _turns_out_well(plain, found.start()) for found in _HARD.finditer(plain))


def _turns_out_well(plain: str, start: int) -> bool:
    """Whether the hard words at `start` belong to an idiom, or to what did not happen ("uden vold")."""
    idiom = _HARMLESS.search(plain, max(0, start - 12), start + 60)
    if idiom is not None and idiom.start() <= start < idiom.end():
        return True
    return _WITHOUT.search(plain[max(0, start - 30) : start]) is not None
