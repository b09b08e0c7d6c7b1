"""Words that follow a word for a key and are no key: verbs, pronouns, whom to ask, the next label."""

_FINNISH = """
ei eikä eivät kysy kysyä kysymällä pyydä pyytämällä saat saa saavat saadaan saatu saatavilla
saatavissa saatavana lähetetään lähetämme lähetetty tulee tulevat tulossa tullaan toimitetaan
toimitamme ilmoitetaan annetaan kerrotaan jaetaan löytyy löydät löytyvät tarvitaan tarvitset
tarvitsee vaaditaan vaatii puuttuu vaihtuu vaihdetaan muuttuu muuttunut päivitetään poistettu ota
ottakaa otathan katso kts ks lue tilaa soita sama samat sinun teidän oma omat kurssi kurssin
kurssilla kurssille pakollinen pakko vapaaehtoinen henkilökohtainen hukassa käytössä voimassa
vanhentunut salainen tarpeen tarpeeton välttämätön sähköpostilla sähköpostitse erikseen myöhemmin
pian kouluttajalla kouluttajalta opettajalta opettajalla järjestäjältä järjestäjällä ohjaajalta
kirjastosi esihenkilöltäsi jonka joka jota jolla johon tämä tuo se siinä täällä tässä alla alempana
yllä ylempänä ohessa ensin etukäteen avaa avautuu avaat avulla pääset pääsee pääsette kirjaudu
kirjaudut kirjautua voit voi ja tai eli sekä kun jos niin myös vain aina usein paljon monta mikä
menestykseen onneen annettu avoin auki ilman yhteydenotto kesto laajuus tuottaja kohderyhmä kieli
hinta aika paikka tekijä laatija julkaistu päivitetty tavoite tavoitteet sisältö kuvaus osaaminen
arvo merkitys näppäin selitys toiminto x xx xxx tba mitä miten http https www mailto linkki liite
avainta näin kaikille kaikki jokaisella jokainen
"""
_SWEDISH = """
inte ingen inget inga fråga be får fås ges skickas sänds mejlas kommer finns hittar krävs behövs
används saknas delas meddelas erhålls lämnas kontakta ring läs se sök samma din ditt din er hemlig
obligatorisk frivillig personlig ändras ändrad byts för till från hos av i på som den det denna
detta du ni vi man kan och eller när om är nedan ovan här först senare separat per via kursen
kursens kurs läraren längd omfattning producent målgrupp språk pris tid plats författare innehåll
mål beskrivning värde vad hur länk bilaga alltid
"""
_ENGLISH = """
ask no none not the a an is are was will can may must should you your we our it this that sent
required needed available provided given from by via in on at of to for and or if when please
contact request get obtain see below above here first later separately same secret optional
mandatory personal changed case-sensitive only duration length scope producer audience language
price time place author content contents goal goals description value function concepts points
issues terms people skills words ideas tbd n/a na what how where who link attached word words phrase
phrases term features figures combination always everyone
"""

NO_KEY = frozenset((_FINNISH + _SWEDISH + _ENGLISH).split())
