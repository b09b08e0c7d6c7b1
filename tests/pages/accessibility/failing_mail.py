"""A mail server that refuses everybody, by name."""

import smtplib

from django.core.mail.backends.base import BaseEmailBackend


class FailingBackend(BaseEmailBackend):
    def send_messages(self, email_messages):
        refused = {address: (550, b"no such user") for mail in email_messages for address in mail.to}
        raise smtplib.SMTPRecipientsRefused(refused)
