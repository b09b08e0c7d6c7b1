"""Sets of places in a list, as whole numbers: place n is in the set when bit n is 1."""

from collections.abc import Iterable, Iterator, Sequence


def bits_of(places: Iterable[int]) -> int:
    """The set of these places."""
    places = list(places)
    if not places:
        return 0
    octets = bytearray(max(places) // 8 + 1)
    for place in places:
        octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")


def kept(places: Sequence[int], bits: int) -> Iterator[int]:
    """Those of `places`, in their order, that are in the set."""
    flags = f"{bits:b}"[::-1]
    length = len(flags)
    return (place for place in places if place < length and flags[place] == "1")
