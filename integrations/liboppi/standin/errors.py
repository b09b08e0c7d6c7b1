"""What goes wrong beside Moodle's own error answers: wrong options, a taken port, a broken folder."""


class StandInError(Exception):
    """A sentence for the developer who started the stand-in: it names the value and says what to do."""
