"""Runs the whole site on one machine for `make run`: demo content, stand-in, worker and web, and their end.

Speaks English on the terminal, like Django's and make's own messages there. Not for production: see Procfile.
"""
