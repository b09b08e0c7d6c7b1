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
SPECIFIC = (
    rf"(?:{_FI_COMPOUND}(?:avain|avaimet|salasana)"
    r"|kurssin +(?:oma +)?(?:avain|avaimet|salasana)"
    r"|(?:avain|salasana) +(?:(?:tälle|tähän) +)?kurssi(?:lle|in)"
    rf"|{_SV_COMPOUND}(?:nyckeln?|nycklar(?:na)?|lösenord(?:et)?)"
    r"|kursens +(?:nyckel|nycklar|lösenord)"
    r"|(?:nyckeln?|lösenord(?:et)?) +(?:för|till) +(?:den +här +)?kursen"
    rf"|{_EN_COMPOUND}(?:keys?|password)"
    r"|(?:keys?|password) +(?:for|to) +(?:the|this) +course)"
)
# A noun that means the key of a course only where the words around it say so.
GENERAL = r"(?:avain|avaimet|nyckeln?|nycklar(?:na)?|keys?)"
# A noun whose value must not be shown, though it need not be an enrolment key.
SECRET = r"(?:ryhmäavain|grupp-?nyckeln?|group (?:enroll?ment )?key|salasana|lösenord(?:et)?|password)"

_EDGE_BEFORE = r"(?<![\w-])"
_EDGE_AFTER = r"(?![\w]|-\w)"
NOUN = re.compile(
    rf"{_EDGE_BEFORE}(?:(?P<specific>{SPECIFIC})|(?P<general>{GENERAL})|(?P<secret>{SECRET})){_EDGE_AFTER}",
    re.IGNORECASE,
)
PLURAL = re.compile(r"(?:avaimet|nycklar|nycklarna|keys)$", re.IGNORECASE)

# Inflected: "avaimella X", "käytä avainta X", "avaimena on X", "avaimeksi X".
INFLECTED = re.compile(
    rf"{_EDGE_BEFORE}(?P<compound>{_FI_COMPOUND}|kurssin +)?(?:"
    r"avaimella(?: +on)?|(?:avaimena|salasanana)(?: +(?:on|toimii|käytetään|käytä))?|(?:avaimeksi|salasanaksi)"
    rf"|(?P<partitive>avainta|salasanaa)){_EDGE_AFTER}",
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
    rf" +(?:on|är|is) +(?:tämän +|the +|our +)?{SPECIFIC}(?= *(?:$|[.,;!)\n\x1d-\x1f]))", re.IGNORECASE
)
TURNED_USE = re.compile(
    r"\b(?:sanaa|koodia|ordet|the word|käytä|använd|use) +(?P<value>[^\s,;:.]+|[\"”“][^\"”“]{1,60}[\"”“]) +"
    rf"(?:(?:{_FI_COMPOUND}|kurssin +)?(?:avaimena|salasanana)"
    rf"|som +(?:{_SV_COMPOUND}|kursens +)?nyckel|as +(?:the +|a +)?(?:{_EN_COMPOUND})?key)\b",
    re.IGNORECASE,
)
ATTACHED = re.compile(
    rf"(?P<value>[\w.!]+(?:-[\w.!]+)*)-(?:kurssi)?avai(?:mella|nta|men){_EDGE_AFTER}", re.IGNORECASE
)

PLACE = r"(?: +(?:(?:tälle|tähän) +)?(?:kurssille|kurssiin|koulutukseen)| +(?:till|för) +kursen| +(?:to|for) +(?:the|this) +course)?"
REMARK = r"(?: *\([^()]{0,80}\))?"
OTHER_NOUN = rf"(?: *[/|] *(?:{SPECIFIC}|{GENERAL}))*"
FILLER = r"(?:(?:sana|sanaa|sanalla|salasana|tunnus|koodi|koodia|ordet|the word|siis|nyt|alltså|now) +)?"
AFTER_NOUN = re.compile(rf"{OTHER_NOUN}{PLACE}{REMARK}", re.IGNORECASE)
COLON = re.compile(rf"(?: +(?:on|är|is))? *(?:[:=→]|-+>)[ \n\x1e\x1f]*{REMARK} *{FILLER}", re.IGNORECASE)
DASH = re.compile(rf"(?: +- *| *[–—] *){FILLER}", re.IGNORECASE)
COPULA = re.compile(rf" +(?:on|oli|är|is|lyder|kuuluu|toimii)(?: *: *| +){REMARK} *{FILLER}", re.IGNORECASE)
NEXT_CELL = re.compile("\x1f")
NEXT_LINE = re.compile("[\n\x1e]")
BARE = re.compile(rf" +{FILLER}", re.IGNORECASE)

ENROLLING = re.compile(
    r"\b(?:kirjau\w+|ilmoittau\w+|rekisteröidy\w*|rekisteröity\w+|liity\w*|liitty\w+|kurssille|kurssiin|itseopisk\w+"
    r"|logga\w*|anmäl\w*|registrera\w*|skriv in dig|till kursen|enroll?\w*|sign up|log ?in|join\w*|to the course"
    r"|liboppi\w*|moodle\w*)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(?:ei|eikä|eivät|älä|ilman|ingen|inga|inget|inte|utan|no|not|without|never|don['’]t|doesn['’]t)\b"
    r"[^.!?,;:\n\x1d-\x1f]{0,40}$",
    re.IGNORECASE,
)
COURSE_LABEL = re.compile(
    r"\b(?:kurss\w*|koulutu\w*|kurs|kursen|kurser\w*|utbildning\w*|courses?)\b", re.IGNORECASE
)
# Any word for a key, however inflected: enough to say that a sentence speaks of keys.
SPEAKS_OF_KEYS = re.compile(
    r"(?<![^\W_])(?:[\w-]*avai(?:n|me\w*|nta|mi\w*)|[\w-]*nyckeln?|nycklar\w*|[\w-]*salasan\w+|[\w-]*lösenord\w*"
    r"|tunnussan\w+|keys?|passwords?|passphrase|kirjoita|kirjoitetaan|syötä|pienellä|pienillä|isolla|kirjaimin"
    r"|gemener|versaler|små bokstäver|stor bokstav|lower ?case|upper ?case|type)(?![^\W_])",
    re.IGNORECASE,
)
MAY_ANNOUNCE = re.compile(r"avai[nm]|nyck|key|salasana|lösenord|password", re.IGNORECASE)

# What follows a noun and is no key: verbs, pronouns, labels of the next field. The first word decides.
_NO_KEY_FI = (
    "ei eikä eivät kysy kysyä kysymällä pyydä pyytämällä saat saa saavat saadaan saatu saatavilla saatavissa"
    " saatavana lähetetään lähetämme lähetetty tulee tulevat tulossa tullaan toimitetaan toimitamme ilmoitetaan"
    " annetaan kerrotaan jaetaan löytyy löydät löytyvät tarvitaan tarvitset tarvitsee vaaditaan vaatii puuttuu"
    " vaihtuu vaihdetaan muuttuu muuttunut päivitetään poistettu ota ottakaa otathan katso kts ks lue tilaa soita"
    " sama samat sinun teidän oma omat kurssi kurssin kurssilla kurssille pakollinen pakko vapaaehtoinen"
    " henkilökohtainen hukassa käytössä voimassa vanhentunut salainen tarpeen tarpeeton välttämätön sähköpostilla"
    " sähköpostitse erikseen myöhemmin pian kouluttajalla kouluttajalta opettajalta opettajalla järjestäjältä"
    " järjestäjällä ohjaajalta kirjastosi esihenkilöltäsi jonka joka jota jolla johon tämä tuo se siinä täällä"
    " tässä alla alempana yllä ylempänä ohessa ensin etukäteen avaa avautuu avaat avulla pääset pääsee pääsette"
    " kirjaudu kirjaudut kirjautua voit voi ja tai eli sekä kun jos niin myös vain aina usein paljon monta mikä"
    " menestykseen onneen annettu avoin auki ilman yhteydenotto kesto laajuus tuottaja kohderyhmä kieli hinta aika"
    " paikka tekijä laatija julkaistu päivitetty tavoite tavoitteet sisältö kuvaus osaaminen arvo merkitys"
    " näppäin selitys toiminto x xx xxx tba"
)
_NO_KEY_SV = (
    "inte ingen inget inga fråga be får fås ges skickas sänds mejlas kommer finns hittar krävs behövs används saknas"
    " delas meddelas erhålls lämnas kontakta ring läs se sök samma din ditt din er hemlig obligatorisk frivillig"
    " personlig ändras ändrad byts för till från hos av i på som den det denna detta du ni vi man kan och eller när"
    " om är nedan ovan här först senare separat per via kursen kursens kurs läraren längd omfattning producent"
    " målgrupp språk pris tid plats författare innehåll mål beskrivning värde"
)
_NO_KEY_EN = (
    "ask no none not the a an is are was will can may must should you your we our it this that sent required needed"
    " available provided given from by via in on at of to for and or if when please contact request get obtain see"
    " below above here first later separately same secret optional mandatory personal changed case-sensitive only"
    " duration length scope producer audience language price time place author content contents goal goals"
    " description value function concepts points issues terms people skills words ideas tbd n/a na"
)
NO_KEY = frozenset(f"{_NO_KEY_FI} {_NO_KEY_SV} {_NO_KEY_EN}".split())
# How Finnish words end in which one says where the key is, or what is done with it: "kouluttajalta", "vaihdetaan".
LOOKS_INFLECTED = re.compile(
    r"(?:l[lt]a|l[lt]ä|ss[aä]|st[aä]|lle|ksi|itse|tta|ttä|n[uy]t|t[uy]t|tt[uy]|inen|v[aä]t|aa|ää|ee|ii|oo|uu|yy|öö"
    r"|aan|ään|een|iin|oon|uun|yyn|öön|hin|hun|hyn|hön|hän|han)$",
    re.IGNORECASE,
)
CONTINUES = re.compile(
    r" +(?:ja|tai|eli|sekä|mutta|jolla|jonka|joka|niin|och|eller|men|som|när|and|or|but|which|when|to log|för att)\b",
    re.IGNORECASE,
)
