"""A stand-in for Liboppi: an HTTP server on loopback that speaks Moodle's REST protocol. Needs no Django."""

from integrations.liboppi.standin.errors import StandInError
from integrations.liboppi.standin.live import CourseChange
from integrations.liboppi.standin.stand_in import DEFAULT_TOKEN, StandIn

__all__ = ["DEFAULT_TOKEN", "CourseChange", "StandIn", "StandInError"]
