"""Words typed into a search box, made fit for every search backend."""

LONGEST_SEARCH = 200  # characters


def search_words(raw: str) -> str:
    """The words on one line, without what no backend finds anything by; at most LONGEST_SEARCH characters.

    SQLite's backend (modelsearch 1.3) passes a double quote on as the end of a string and fails; a query of
    some thousand words is too deep for SQLite's parser, and PostgreSQL accepts no NUL.
    """
    fit = "".join(
        " " if sign == '"' or not sign.isprintable() else sign for sign in raw[: 5 * LONGEST_SEARCH]
    )
    return " ".join(fit.split())[:LONGEST_SEARCH].strip()
