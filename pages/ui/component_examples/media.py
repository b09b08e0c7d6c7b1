"""Pictures and files."""

from pages.ui.components import Component, State, register, sample

from .drawn import DrawnDocument, DrawnPicture, DrawnRendition, DrawnTerms

ALT = sample(fi="Avoin kirja, taustalla tuntureita", sv="En öppen bok, fjäll i bakgrunden")
GUIDE = sample(fi="Satutunnin opas", sv="Guide för sagostunden")

register(
    Component(
        "picture",
        State(
            "Caption, credit and licence",
            {"image": DrawnPicture(), "alt": ALT, "caption": sample(fi="Lukutuokio.", sv="En lässtund.")},
        ),
        State("Alone", {"image": DrawnPicture(credit="", licence="", licence_terms=None), "alt": ALT}),
    ),
    Component(
        "download",
        State(
            "With all that can be said",
            {
                "document": DrawnDocument(
                    GUIDE, credit="Turun AKE", licence="cc-by-4.0", licence_terms=DrawnTerms()
                ),
                "note": sample(fi="Kaksi sivua, tulostettava.", sv="Två sidor, kan skrivas ut."),
                "language": "en",
                "accessibility": sample(fi="Toimii ruudunlukijalla.", sv="Fungerar med skärmläsare."),
            },
        ),
        State(
            "With a preview",
            {"document": DrawnDocument(GUIDE), "preview": DrawnRendition(480), "url": "#own-address"},
        ),
        State("Title alone", {"document": DrawnDocument(GUIDE, file_size=None, file_extension="odt")}),
    ),
)
