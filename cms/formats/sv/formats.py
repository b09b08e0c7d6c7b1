"""Dates and times as Swedish is written in Finland: with dots, as in Finnish. The rest is Django's."""

TIME_FORMAT = "G.i"
DATETIME_FORMAT = "j F Y \\k\\l. G.i"
SHORT_DATE_FORMAT = "j.n.Y"
SHORT_DATETIME_FORMAT = "j.n.Y G.i"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S", "%H.%M.%S"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%d %H:%M", "%d.%m.%Y %H.%M", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H.%M.%S"]
