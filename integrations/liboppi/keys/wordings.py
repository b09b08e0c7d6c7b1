"""The words with which producers announce an enrolment key, in Finnish, Swedish and English. No grammar."""

import re

# A noun that only means the key of a course.
_FI_COMPOUND = (
    r"(?:kurssi[- ]?|moodle-|(?:itse-?)?(?:rekisteröitymis|ilmoittautumis|kirjautumis)-?|rekisteröinti-?"
    r"|liittymis-?|osallistumis-?|pääsy-?)"
)
_SV_COMPOUND = (
    r"(?:kurs-?|(?:själv)?(?:inskrivnings|registrerings|anmälnings|inloggnings)-?|(?:in|an)skrivnings-?)"
)
_EN_COMPOUND = r"(?:(?:self[- ])?enroll?ment|course|registration|sign-?up|access)[ -]"
_FI_KEY = r"avai(?:n|met|mesi|menne|memme)"
_FI_GENITIVE = (
    r"(?:(?:\w+-)?kurssin +(?:oma +)?|(?:itse)?(?:rekisteröitymisen|ilmoittautumisen|kirjautumisen) +)"
)
SPECIFIC = (
    rf"(?:(?:{_FI_COMPOUND}|{_FI_GENITIVE}|kurssin +itserekisteröitymisen +)(?:{_FI_KEY}|salasana)"
    r"|avainkoodi"
    r"|(?:avain|salasana) +(?:(?:tälle|tähän) +)?kurssi(?:lle|in)"
    rf"|{_SV_COMPOUND}(?:nyckeln?|nycklar(?:na)?|lösenord(?:et)?)"
    r"|kursens +(?:nyckel|nycklar|lösenord)"
    r"|(?:nyckeln?|lösenord(?:et)?) +(?:för|till) +(?:den +här +)?kursen"
    rf"|{_EN_COMPOUND}(?:keys?|password)"
    r"|(?:keys?|password) +(?:for|to) +(?:the|this) +course)"
)
# A noun that means the key of a course only where the words around it say so.
GENERAL = rf"(?:{_FI_KEY}|nyckeln?|nycklar(?:na)?|keys?)"
# A noun whose value must not be shown, though it need not be an enrolment key.
_RELATED = (
    r"(?:ryhmäavain|kurssin +avainsana|salasana|grupp-?nyckeln?|lösenord(?:et)?"
    r"|group +(?:enroll?ment +)?key|password)"
)

_EDGE_BEFORE = r"(?<![\w-])"
_EDGE_AFTER = r"(?![\w]|-\w)"
NOUN = re.compile(
    rf"{_EDGE_BEFORE}(?:(?P<specific>{SPECIFIC})|(?P<general>{GENERAL})|(?P<related>{_RELATED})){_EDGE_AFTER}",
    re.IGNORECASE,
)
PLURAL = re.compile(r"(?:avaimet|nycklar|nycklarna|keys)$", re.IGNORECASE)

# Inflected: "avaimella X", "käytä avainta X", "avaimena on X", "avaimeksi X".
INFLECTED = re.compile(
    rf"{_EDGE_BEFORE}(?P<compound>{_FI_COMPOUND}|{_FI_GENITIVE})?(?:"
    r"avaimella(?: +on)?|(?:avaimena|salasanana)(?: +(?:on|toimii|käytetään|käytä))?"
    r"|(?:avaimeksi|salasanaksi)"
    rf"|(?P<object>avainta|avaimen|salasanaa|salasanan)){_EDGE_AFTER}",
    re.IGNORECASE,
)
ASKED_TO_TYPE = re.compile(
    r"\b(?:käytä|käyttäkää|käytetään|syötä|anna|kirjoita|näppäile|lisää|laita|täytä|käyttäen|käyttämällä"
    r"|använd|ange|skriv|skriv in|fyll i|mata in|med|use|using|enter|type|with)"
    r"(?: +(?:the|a|our|följande|seuraavaa|tätä|kurssin|kursens))*$",
    re.IGNORECASE,
)
# "digituki on kurssiavain", "käytä sanaa digituki avaimena".
TURNED_NOUN = re.compile(
    rf" +(?:on|är|is) +(?:tämän +|the +|our +)?{SPECIFIC}(?= *(?:$|[.,;!)\n\x1c-\x1f]))", re.IGNORECASE
)
TURNED_USE = re.compile(
    r"\b(?:sanaa|koodia|ordet|the word|käytä|använd|use) +(?P<value>[^\s,;:.]+|[\"”“][^\"”“]{1,60}[\"”“]) +"
    rf"(?:(?:{_FI_COMPOUND}|kurssin +)?(?:avaimena|salasanana)"
    rf"|som +(?:{_SV_COMPOUND}|kursens +)?nyckel|as +(?:the +|a +)?(?:{_EN_COMPOUND})?key)\b",
    re.IGNORECASE,
)
ATTACHED = re.compile(
    rf"(?<![\w.!-])(?P<value>[\w.!]+(?:-[\w.!]+)*)-(?:kurssi)?avai(?:mella|nta|men){_EDGE_AFTER}",
    re.IGNORECASE,
)

_TO_COURSE = (
    r"(?: +(?:(?:tälle|tähän) +)?(?:kurssille|kurssiin|koulutukseen)"
    r"| +(?:till|för) +kursen| +(?:to|for) +(?:the|this) +course)?"
)
_TO_SOMEONE = r"(?:(?: +\w+(?:lle|iin|een)\b){0,2}| +(?:till|för|to|for)(?: +\w+){1,2}?)(?: +[0-9]{1,2}\b)?"
REMARK = r"(?: *\([^()]{0,80}\))?"
_OTHER_NOUN = rf"(?: *[/|] *(?:{SPECIFIC}|{GENERAL}))*"
FILLER = r"(?:(?:sana|sanaa|sanalla|salasana|tunnus|koodi|koodia|ordet|the word|siis|nyt|alltså|now) +)?"
AFTER_GENERAL = re.compile(rf"{_OTHER_NOUN}{_TO_COURSE}{REMARK}", re.IGNORECASE)
AFTER_SPECIFIC = re.compile(
    rf"{_OTHER_NOUN}(?:{_TO_SOMEONE}{REMARK}(?= *(?:[:=→>–-]|on\b|är\b|is\b)))?{REMARK}", re.IGNORECASE
)
COLON = re.compile(
    rf"(?: +(?:on|är|is))?[ \x1f]*(?:[:=→>]|-+>)[ \n\x1e\x1f]*{REMARK} *{FILLER}", re.IGNORECASE
)
DASH = re.compile(rf"(?: +- *| *[–—] *){FILLER}", re.IGNORECASE)
COPULA = re.compile(
    rf"(?:, +(?:joka|som|which))? +(?:on|oli|är|is|lyder|kuuluu|toimii)(?: *: *| +){REMARK} *{FILLER}",
    re.IGNORECASE,
)
NEXT_CELL = re.compile("\x1f")
NEXT_LINE = re.compile("[\n\x1e]")
BARE = re.compile(rf" +{FILLER}", re.IGNORECASE)

ENROLLING = re.compile(
    r"\b(?:kirjau\w+|ilmoittau\w+|rekisteröidy\w*|rekisteröity\w+|liity\w*|liitty\w+|kurssille|kurssiin"
    r"|itseopisk\w+|logga\w*|anmäl\w*|registrera\w*|skriv in dig|till kursen"
    r"|enroll?\w*|sign up|log ?in|join\w*|to the course|liboppi\w*|moodle\w*)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(?:ei|eikä|eivät|älä|ilman|ingen|inga|inget|inte|utan|no|not|without|never|don['’]t|doesn['’]t)\b"
    r"[^.!?,;:\n\x1c-\x1f]{0,40}\Z",
    re.IGNORECASE,
)
COURSE_LABEL = re.compile(
    r"\b(?:kurss\w*|koulutu\w*|kurs|kursen|kurser\w*|utbildning\w*|courses?)\b", re.IGNORECASE
)
# Any word for a key, however inflected, or for typing one: enough to say that a sentence speaks of keys.
SPEAKS_OF_KEYS = re.compile(
    r"(?<![\w-])"
    r"(?:[\w-]*(?:avai(?:n|nta|me\w*|mi\w*)|nyckeln?|nycklar\w*|salasan\w+|tunnussan\w+|lösenord\w*)"
    r"|keys?|passwords?|passphrase|kirjoita|kirjoitetaan|syötä|pienellä|pienillä|isolla|kirjaimin"
    r"|gemener|versaler|små bokstäver|stor bokstav|lower ?case|upper ?case|type)(?!\w)",
    re.IGNORECASE,
)
# Every noun above has one of these in it: looking for them is much cheaper than for the nouns.
_STEMS = (b"avain", b"avaim", b"nyck", b"key", b"salasana", b"senord", b"password")
_LINE_ENDS = bytes.maketrans(b"\x1c\x1d\x1e\x1f", b"\n\n\n\n")
# The letters beyond ASCII that a pattern which ignores case takes for one of ASCII.
_ASCII_TWINS = {"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"}

# How Finnish words end that say where the key is or what is done with it: "kouluttajalta", "vaihdetaan".
LOOKS_INFLECTED = re.compile(
    r"(?:l[lt]a|l[lt]ä|ss[aä]|st[aä]|lle|ksi|itse|tta|ttä|n[uy]t|t[uy]t|tt[uy]|inen|v[aä]t|aa|ää|ee|ii|oo|uu|yy|öö"
    r"|aan|ään|een|iin|oon|uun|yyn|öön|hin|hun|hyn|hön|hän|han)$",
    re.IGNORECASE,
)
CONTINUES = re.compile(
    r" +(?:ja|tai|eli|sekä|mutta|jolla|jonka|joka|niin|och|eller|men|som|när|för att"
    r"|and|or|but|which|when|to log)\b",
    re.IGNORECASE,
)


def may_announce(text: str) -> bool:
    """Whether some noun for a key may stand in the text; False is certain."""
    small = _small_ascii(text)
    return any(stem in small for stem in _STEMS)


def lines_that_may_announce(text: str) -> list[int]:
    """Which of a running text's lines, counted between its dividers from 0, `may_announce`."""
    small = _small_ascii(text).translate(_LINE_ENDS)
    found = set()
    for stem in _STEMS:
        line = end = 0
        while (place := small.find(stem, end)) >= 0:
            line += small.count(b"\n", end, place)
            found.add(line)
            end = small.find(b"\n", place)
            if end < 0:
                break
    return sorted(found)


def may_hold(text: str, word: str) -> bool:
    """Whether `word` may stand in the text, in capitals or not; False is certain."""
    if word.isascii():
        return _small_ascii(word) in _small_ascii(text)
    return re.search(re.escape(word), text, re.IGNORECASE) is not None


def _small_ascii(text: str) -> bytes:
    """The text with its ASCII letters small; folding all others takes several times as long."""
    for letter, twin in _ASCII_TWINS.items():
        text = text.replace(letter, twin)
    return text.encode(errors="replace").lower()
