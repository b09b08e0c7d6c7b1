"""Words for generated courses, in fi and sv: areas of work, subjects, sentences and wordings of keys."""

from typing import NamedTuple


class Phrase(NamedTuple):
    """The same thing said in both languages."""

    fi: str
    sv: str


AREAS = (
    (
        Phrase("Digitaidot", "Digitala färdigheter"),
        (
            Phrase("Digituki", "Digitalt stöd"),
            Phrase("Pilvipalvelut", "Molntjänster"),
            Phrase("Tietoturva", "Datasäkerhet"),
        ),
    ),
    (
        Phrase("Lukeminen", "Läsning"),
        (
            Phrase("Lukutaitotyö", "Läsfrämjande arbete"),
            Phrase("Kirjavinkkaus", "Bokprat"),
            Phrase("Selkokieli", "Lättläst språk"),
        ),
    ),
    (
        Phrase("Kirjastotyö", "Biblioteksarbete"),
        (
            Phrase("Asiakaspalvelu", "Kundservice"),
            Phrase("Kokoelmat", "Samlingar"),
            Phrase("Tapahtumat ja viestintä", "Evenemang och kommunikation"),
        ),
    ),
)

SUBJECTS = (
    Phrase("E-aineistot tutuiksi", "Bekanta dig med e-materialet"),
    Phrase("Kirjavinkkauksen perusteet", "Grunderna i bokprat"),
    Phrase("Saavutettava verkkosivu", "En tillgänglig webbplats"),
    Phrase("Tietosuoja kirjastossa", "Dataskydd på biblioteket"),
    Phrase("Tekijänoikeus arjessa", "Upphovsrätt i vardagen"),
    Phrase("Haastavat asiakastilanteet", "Utmanande kundsituationer"),
    Phrase("Muistelutyön menetelmät", "Metoder i minnesarbete"),
    Phrase("Mediakasvatus & nuoret", "Mediefostran & unga"),
    Phrase("Kokoelmatyön hyvät käytännöt", "God praxis i samlingsarbetet"),
    Phrase("Tapahtuman tuottaminen", "Att producera ett evenemang"),
    Phrase("Omatoimikirjaston arki", "Meröppet i vardagen"),
    Phrase("Kotipalvelu ja hakeutuva työ", "Hemservice och uppsökande arbete"),
)

SENTENCES = (
    Phrase(
        "Kurssilla perehdytään aiheeseen lyhyiden videoiden ja harjoitusten avulla.",
        "På kursen fördjupar vi oss i ämnet med hjälp av korta videor och övningar.",
    ),
    Phrase(
        "Voit edetä omaan tahtiisi ja palata materiaaleihin milloin tahansa.",
        "Du kan gå framåt i egen takt och återvända till materialet när som helst.",
    ),
    Phrase(
        "Jokaisen osion lopussa on tietovisa, jolla testaat oppimaasi.",
        "I slutet av varje avsnitt finns en frågesport där du testar vad du har lärt dig.",
    ),
    Phrase(
        "Esimerkit on koottu eri kokoisista kirjastoista ympäri Suomea.",
        "Exemplen har samlats från bibliotek av olika storlek runt om i Finland.",
    ),
    Phrase(
        "Kurssi sopii sekä uusille että kokeneille kirjastoammattilaisille.",
        "Kursen passar både nya och erfarna biblioteksanställda.",
    ),
    Phrase(
        "Keskustelualueella voit jakaa oman kirjastosi hyviä käytäntöjä.",
        "På diskussionsforumet kan du dela med dig av ditt biblioteks goda praxis.",
    ),
    Phrase(
        "Suorittamiseen kannattaa varata kahdesta neljään tuntia työaikaa.",
        "Reservera två till fyra timmar arbetstid för kursen.",
    ),
    Phrase(
        "Hyväksytystä suorituksesta saat osaamismerkin, jonka voit liittää ansioluetteloosi.",
        "För en godkänd kurs får du ett kompetensmärke som du kan foga till din meritförteckning.",
    ),
    Phrase(
        "Sisältö on tarkistettu yhdessä alueellisten työryhmien kanssa.",
        "Innehållet har granskats tillsammans med de regionala arbetsgrupperna.",
    ),
    Phrase(
        "Lopuksi teet pienen suunnitelman siitä, mitä kokeilet omassa työssäsi.",
        "Till sist gör du en liten plan över vad du prövar i ditt eget arbete.",
    ),
)

KEY_WORDINGS = (
    Phrase("<p>Kurssiavain: <strong>{key}</strong></p>", "<p>Kursnyckel: <strong>{key}</strong></p>"),
    Phrase("<p>Ilmoittaudu kurssille, avain {key}</p>", "<p>Anmäl dig till kursen, nyckel {key}</p>"),
    Phrase(
        "<ul><li>Kesto: 3 tuntia</li><li>Avain: {key}</li></ul>",
        "<ul><li>Längd: 3 timmar</li><li>Nyckel: {key}</li></ul>",
    ),
    Phrase(
        "<table><tbody><tr><th>Kurssiavain</th><td>{key}</td></tr></tbody></table>",
        "<table><tbody><tr><th>Kursnyckel</th><td>{key}</td></tr></tbody></table>",
    ),
)

PRODUCERS = (
    Phrase("Turun AKE", "Åbo AKE"),
    Phrase("Vaasan AKE", "Vasa AKE"),
    Phrase("Joensuun AKE", "Joensuu AKE"),
    Phrase("Oulun AKE", "Uleåborgs AKE"),
    Phrase("Porvoon AKE", "Borgå AKE"),
    Phrase("Tampereen AKE", "Tammerfors AKE"),
)
