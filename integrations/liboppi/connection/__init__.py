"""How one Moodle is reached over HTTP, and what its replies mean."""
