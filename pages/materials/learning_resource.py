"""A material as a LearningResource of schema.org, with the terms that came there from LRMI."""

from typing import Any

from pages.core.described import Audience, Described, MediaFile, Subject

INSTRUCTION, SUPPORT = "instruction", "professional support"  # terms of LRMI's vocabulary of educational uses
FOR_INSTRUCTION = ("event_model", "lesson", "game", "cards", "reading_list")


def learning_resource(thing: Described, picture: str = "") -> dict[str, Any]:
    """The values for one page, which is the first of the thing's versions. `picture` is a full address."""
    version = thing.versions[0]
    return {
        "@type": ["LearningResource", "CreativeWork"],
        "@id": version.address,
        "url": version.address,
        "name": version.title,
        "description": version.description,
        "inLanguage": list(thing.languages),
        "learningResourceType": thing.type.replace("_", " "),
        "educationalUse": INSTRUCTION if thing.type in FOR_INSTRUCTION else SUPPORT,
        "audience": [audience(one) for one in thing.audiences],
        "typicalAgeRange": list(dict.fromkeys(one.ages for one in thing.audiences if one.ages)),
        "about": [defined_term(one) for one in thing.subjects],
        "author": [_organization(name) for name in thing.authors],
        "publisher": _organization(thing.publisher) if thing.publisher else None,
        "dateCreated": str(thing.year) if thing.year else None,
        "datePublished": thing.published,
        "dateModified": thing.modified,
        "license": thing.licence_address or thing.licence,
        "isBasedOn": [
            {"@type": "CreativeWork", "name": one.name, "url": one.address} for one in thing.origins
        ],
        "encoding": [_media(one) for one in thing.files],
        "image": picture,
        "isAccessibleForFree": True,
        "accessibilityFeature": list(thing.features),
    }


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


def audience(whom: Audience) -> dict[str, Any]:
    """Whom something is for, in the language of its first name."""
    return {
        "@type": ["EducationalAudience", "PeopleAudience"],
        "audienceType": whom.names[0].text if whom.names else "",
        "suggestedMinAge": whom.age_from,
        "suggestedMaxAge": whom.age_to,
    }


def defined_term(subject: Subject) -> dict[str, str]:
    """What something is about, in the language of its first name."""
    name = subject.names[0].text if subject.names else subject.slug
    return {"@type": "DefinedTerm", "name": name, "sameAs": subject.yso}


def _media(file: MediaFile) -> dict[str, Any]:
    return {
        "@type": "MediaObject",
        "name": file.name.text,
        "contentUrl": file.address,
        "encodingFormat": file.media_type,
        "contentSize": f"{file.size} B" if file.size is not None else "",
        "inLanguage": file.language,
    }
