"""How much to ask for at once, so that no answer takes long: adapts to how fast the answers come."""

AIM = 2.5  # seconds an answer should take: half of what a proxy or a person would call slow


class Pace:
    """The size of the next question. Starts small, grows at most twofold at a time, shrinks at once."""

    def __init__(self, start: int, most: int) -> None:
        self.size = start
        self._most = most

    def answered(self, asked: int, seconds: float) -> None:
        """An answer for `asked` items took so long. A small one tells too little to shrink because of it."""
        fitting = int(asked * AIM / seconds) if seconds > 0 else self._most
        if seconds > AIM:
            self.size = max(1, min(self.size, fitting))
        else:
            self.size = max(self.size, min(2 * asked, fitting, self._most))

    def too_slow(self, asked: int) -> None:
        """The answer for `asked` items was not waited for any longer."""
        self.size = max(1, min(self.size, asked // 4))
