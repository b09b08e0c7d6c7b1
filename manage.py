#!/usr/bin/env python
"""Django's command line for this project; development settings unless told otherwise."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"The settings can't be used: {error}")
    except KeyboardInterrupt:
        sys.exit(130)  # 128 and SIGINT, as shells count


if __name__ == "__main__":
    main()
