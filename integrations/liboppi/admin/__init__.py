"""The admin: courses and what editors say of them, syncs and what they changed, what needs attention."""
