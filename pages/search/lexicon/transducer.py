"""A finite-state transducer in a memory-mapped file: Voikko's Finnish, made compact, and how it is read.

Processes share the file's pages, and hold no Python object for its half a million transitions. The format of
the source is that of kfst (github.com/fergusq/fst-python); flag diacritics are those of HFST.
"""

import json
import lzma
import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

MAGIC = b"FSTMAP01"
SOURCE_MAGIC = b"KFST\0\0"
EPSILON = "@0@"
MOST_RESULTS = 60  # of one word
MOST_STEPS = 8_000  # of one lookup: no word may keep a reader waiting
START = 0
FORBIDDEN = -1

Flags = dict[str, str]


class BrokenLexiconError(Exception):
    """The file is not what it should be; making it anew is the remedy."""


def convert(source: Path) -> bytes:
    """The transducer of a `.kfst` file as a `Transducer` reads it. Raises BrokenLexiconError."""
    data = source.read_bytes()
    if data[:6] != SOURCE_MAGIC:
        raise BrokenLexiconError(f"{source} is no transducer that can be read.")
    count, rules, finals, is_weighted = struct.unpack("!HII?", data[6:17])
    if is_weighted:
        raise BrokenLexiconError(f"{source} has weights, which are not read.")
    names = data[17:].split(b"\0", count)
    symbols, packed = [name.decode() for name in names[:count]], names[count]
    order = sorted(
        range(count), key=lambda number: (symbols[number] != EPSILON, not _is_flag(symbols[number]))
    )
    place = {old: new for new, old in enumerate(order)}
    unpacked = lzma.decompress(packed)
    moves = sorted(
        (state, place[read], target, place[written])
        for state, target, read, written in struct.iter_unpack("!IIHH", unpacked[: rules * 12])
    )
    ends = struct.unpack(f"!{finals}I", unpacked[rules * 12 :])
    return _pack([symbols[number] for number in order], moves, ends)


def _pack(symbols: list[str], moves: list[tuple[int, int, int, int]], ends: tuple[int, ...]) -> bytes:
    states = max(max(state, target) for state, _read, target, _written in moves) + 1
    first = array("I", bytes(4 * (states + 1)))
    for state, _read, _target, _written in moves:
        first[state + 1] += 1
    for state in range(states):
        first[state + 1] += first[state]
    head = {
        "symbols": symbols,
        "ends": list(ends),
        "states": states,
        "moves": len(moves),
        "byteorder": sys.byteorder,
    }
    said = json.dumps(head).encode()
    said += b" " * (-len(said) % 8)
    parts = (
        array("I", (move[2] for move in moves)),
        array("H", (move[1] for move in moves)),
        array("H", (move[3] for move in moves)),
    )
    return b"".join(
        [MAGIC, struct.pack("<Q", len(said)), said, bytes(first), *(bytes(part) for part in parts)]
    )


def _is_flag(symbol: str) -> bool:
    return len(symbol) > 4 and symbol[0] == symbol[-1] == "@" and symbol[1] in "PRDCU" and symbol[2] == "."


@dataclass(frozen=True)
class _Flag:
    deed: str
    key: str
    value: str

    @classmethod
    def read(cls, symbol: str) -> "_Flag":
        key, _dot, value = symbol[3:-1].partition(".")
        return cls(symbol[1], key, value)

    def applied(self, flags: Flags) -> Flags | None:
        """The flags after this one, None where it forbids the way. What is given stays as it is."""
        now = flags.get(self.key)
        if self.deed == "P" or (self.deed == "U" and now in (None, self.value)):
            return flags if now == self.value else flags | {self.key: self.value}
        if self.deed == "C":
            return {key: value for key, value in flags.items() if key != self.key} if now else flags
        fits = now is not None and (not self.value or now == self.value)
        return flags if (self.deed == "R" and fits) or (self.deed == "D" and not fits) else None


class Transducer:
    """Reads a file that `convert` made. Raises BrokenLexiconError for another."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._read_head()
        except (OSError, ValueError, KeyError, struct.error, TypeError) as error:
            raise BrokenLexiconError(f"{path}: {error}") from error

    def _read_head(self) -> None:
        if self._map[:8] != MAGIC:
            raise ValueError("no transducer")
        (length,) = struct.unpack("<Q", self._map[8:16])
        head = json.loads(self._map[16 : 16 + length])
        states, moves = head["states"], head["moves"]
        begin = 16 + length
        if head["byteorder"] != sys.byteorder or len(self._map) != begin + 4 * (states + 1) + 8 * moves:
            raise ValueError("made on another machine, or cut short")
        view = memoryview(self._map)
        self._first = view[begin : begin + 4 * (states + 1)].cast("I")
        begin += 4 * (states + 1)
        self._target = view[begin : begin + 4 * moves].cast("I")
        begin += 4 * moves
        self._reads = view[begin : begin + 2 * moves].cast("H")
        self._writes = view[begin + 2 * moves :].cast("H")
        symbols: list[str] = head["symbols"]
        self._ends = frozenset(head["ends"])
        self._flags = {number: _Flag.read(name) for number, name in enumerate(symbols) if _is_flag(name)}
        self._states: list[Flags] = [{}]
        self._after: dict[tuple[int, int], int] = {}
        self._lock = Lock()
        self._letters_from = len(self._flags) + 1  # epsilon and flags stand before them
        self._written = ["" if number < self._letters_from else name for number, name in enumerate(symbols)]
        self._numbers = {name: number for number, name in enumerate(symbols) if len(name) == 1}

    def lookup(self, word: str, alternatives: Mapping[str, str] | None = None) -> list[str]:
        """What the transducer writes for the word, each once.

        `alternatives` are for each letter others that it may stand for: {"a": "ä"} reads "tyo" as "työ" too.
        """
        spelled = [(letter, *(alternatives or {}).get(letter, "")) for letter in word]
        choices = [
            tuple(self._numbers[letter] for letter in letters if letter in self._numbers)
            for letters in spelled
        ]
        if not word or not all(choices):
            return []
        found: dict[str, None] = {}
        for written in self._ways(choices):
            found[written] = None
            if len(found) == MOST_RESULTS:
                break
        return list(found)

    def _ways(self, choices: list[tuple[int, ...]]) -> Iterator[str]:
        """Every way through to an end, depth first. What the flags stand at is a number: there are few."""
        first, target, reads, writes = self._first, self._target, self._reads, self._writes
        written, letters_from, steps_of_flags = self._written, self._letters_from, self._after
        length = len(choices)
        waiting = [(START, 0, 0, "")]
        steps = 0
        while waiting and steps < MOST_STEPS:
            steps += 1
            state, place, flags, said = waiting.pop()
            if place == length and state in self._ends:
                yield said
            move, end = first[state], first[state + 1]
            while move < end and (read := reads[move]) < letters_from:
                after = flags if not read else steps_of_flags.get((flags, read))
                if after is None:
                    after = self._step(flags, read)
                if after >= 0:
                    waiting.append((target[move], place, after, said + written[writes[move]]))
                move += 1
            if place == length or move == end:
                continue
            for letter in choices[place]:
                at = bisect_left(reads, letter, move, end)
                while at < end and reads[at] == letter:
                    waiting.append((target[at], place + 1, flags, said + written[writes[at]]))
                    at += 1

    def _step(self, flags: int, read: int) -> int:
        """The number of the state of flags after this one, FORBIDDEN where there is none."""
        with self._lock:
            after = self._flags[read].applied(self._states[flags])
            if after is None:
                number = FORBIDDEN
            elif after in self._states:
                number = self._states.index(after)
            else:
                self._states.append(after)
                number = len(self._states) - 1
            self._after[flags, read] = number
        return number
