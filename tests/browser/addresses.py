"""The page types of the site, each at an address in Finnish and one in Swedish. A new type is a new line."""

PAGES = {
    "home": ("/fi/", "/sv/"),
    "standard page": ("/fi/tietoa-extranetista/", "/sv/om-extranatet/"),
    "accessibility statement": ("/fi/saavutettavuusseloste/", "/sv/tillganglighetsutlatande/"),
    "accessibility feedback": (
        "/fi/saavutettavuusseloste/palaute/",
        "/sv/tillganglighetsutlatande/respons/",
    ),
    "questions and contacts": ("/fi/kirjautuminen-ja-tuki/", "/sv/inloggning-och-stod/"),
    "calendar": ("/fi/koulutuskalenteri/", "/sv/utbildningskalender/"),
    "gallery": ("/fi/tyoryhmat/nakyvyystyoryhma/", "/sv/arbetsgrupper/synlighet/"),
    "workgroups": ("/fi/tyoryhmat/", "/sv/arbetsgrupper/"),
    "workgroup": ("/fi/tyoryhmat/iki-ryhma/", "/sv/arbetsgrupper/iki-gruppen/"),
    "trainings": ("/fi/koulutukset/", "/sv/utbildningar/"),
    "past trainings": ("/fi/koulutukset/?when=past", "/sv/utbildningar/?when=past"),
    "materials": ("/fi/materiaalipankki/", "/sv/materialbanken/"),
    "material": ("/fi/materiaalipankki/satupolku-lahimetsaan/", "/sv/materialbanken/sagostig-i-narskogen/"),
    "old version of a material": (
        "/fi/materiaalipankki/satupolku-lahimetsaan/versiot/1/",
        "/sv/materialbanken/sagostig-i-narskogen/versioner/1/",
    ),
    "materials by use": ("/fi/materiaalipankki/?sort=most-used", "/sv/materialbanken/?sort=most-used"),
    "catalogue": ("/fi/kurssit/", "/sv/kurser/"),
    "catalogue without a match": ("/fi/kurssit/?q=xyzzy", "/sv/kurser/?q=xyzzy"),
    "catalogue with an error": ("/fi/kurssit/?category=0", "/sv/kurser/?category=0"),
    "catalogue narrowed": ("/fi/kurssit/?kind=course&state=open", "/sv/kurser/?kind=material&language=sv"),
    "course": ("/fi/kurssit/6/", "/sv/kurser/6/"),
    "course in one language": ("/fi/kurssit/2/", "/sv/kurser/2/"),
    "search": ("/fi/haku/?q=digi", "/sv/sok/?q=kaffe"),
    "search without a match": ("/fi/haku/?q=xyzzy", "/sv/sok/?q=xyzzy"),
    "sign-in": ("/fi/kirjaudu/", "/sv/logga-in/"),
    "components": ("/fi/ui/?theme=reading", "/sv/ui/?theme=reading"),
    "dialog as a page": ("/fi/ui/dialog/", "/sv/ui/dialog/"),
}
ADDRESSES = [address for pair in PAGES.values() for address in pair]

# Sections whose entries are of types that have no fixed address here.
SECTIONS = ("/fi/koulutukset/", "/sv/utbildningar/", "/fi/materiaalipankki/", "/sv/materialbanken/")
WORKGROUP = "/fi/tyoryhmat/iki-ryhma/"
NOT_FOUND = ("/fi/ei-ole/", "/sv/finns-inte/")
TAKEN_DOWN = ("/fi/materiaalipankki/kotipalvelun-esite/", "/sv/materialbanken/broschyr-om-hemservice/")

STAFF_COURSE = ("/fi/kurssit/7/", "/sv/kurser/7/")  # its key is shown to staff
HEAVIEST = ("home", "standard page", "catalogue", "course in one language", "material")
WEIGHED = {kind: PAGES[kind] for kind in HEAVIEST}
