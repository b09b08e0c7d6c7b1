"""What must hold before the site can start here; each fault is a sentence that says what to do.

Knows addresses, directories and settings; starts and writes nothing that stays.
"""

import errno
import shutil
import socket
import tempfile
from pathlib import Path
from typing import Any

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

HOST = "127.0.0.1"
SPACE_NEEDED = 200 * 1024 * 1024  # bytes: database, pictures and their renditions, with room to work
MEBIBYTE = 1024 * 1024
IN_MEMORY = (":memory:", "mode=memory")


class NotReadyError(Exception):
    """The site can't start; the message says why and what to do."""


def check_port(port: int) -> None:
    """Raise NotReadyError unless `port` of the loopback address can be served."""
    if not 0 < port < 2**16:
        raise NotReadyError(f"There is no port {port}. Choose one from 1024 to 65535: PORT=8001 make run")
    try:
        _listen(port).close()
    except PermissionError as error:
        raise NotReadyError(
            f"Port {port} is for administrators. Choose one from 1024 up: PORT=8000 make run"
        ) from error
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise NotReadyError(f"Port {port} can't be used: {error.strerror}.") from error
        raise NotReadyError(
            f"Port {port} is taken by another program. Stop that one, or choose another port: "
            f"PORT={free_port(port + 1)} make run"
        ) from error


def free_port(preferred: int) -> int:
    """`preferred`, or another port where that is taken."""
    for port in (preferred, 0):
        try:
            with _listen(port if port < 2**16 else 0) as listener:
                return int(listener.getsockname()[1])
        except OSError:
            continue
    raise NotReadyError("No free port was found. Stop some programs and try again.")


def check_directory(directory: Path, holds: str, remedy: str, needed: int = SPACE_NEEDED) -> None:
    """Raise NotReadyError unless files can be written to `directory` and `needed` bytes are free there.

    Makes the directory when it is missing. `holds` names what stands in it, `remedy` how to choose another.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=directory) as file:
            file.write(b"\0" * 4096)
            file.flush()
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        fault = "is full" if full else f"can't be written to ({error.strerror})"
        raise NotReadyError(f"The directory of {holds}, {directory}, {fault}. {remedy}") from error
    free = shutil.disk_usage(directory).free
    if free < needed:
        raise NotReadyError(
            f"The directory of {holds}, {directory}, is nearly full: {free // MEBIBYTE} MB are free and "
            f"{needed // MEBIBYTE} MB are needed. Free some space. {remedy}"
        )


def check_database(connection: BaseDatabaseWrapper) -> None:
    """Raise NotReadyError unless the database answers and, where it is a file, has room to grow."""
    if connection.vendor == "sqlite":
        _check_sqlite_place(connection)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            if connection.vendor == "sqlite":
                cursor.execute("SELECT count(*) FROM sqlite_master")
    except DatabaseError as error:
        raise NotReadyError(_unreachable(connection.settings_dict, error)) from error
    finally:
        connection.close()


def check_liboppi(url: str, token: str) -> None:
    """Raise NotReadyError when only one of LIBOPPI_URL and LIBOPPI_TOKEN is set."""
    if bool(url) != bool(token):
        is_set, is_missing = ("LIBOPPI_URL", "LIBOPPI_TOKEN") if url else ("LIBOPPI_TOKEN", "LIBOPPI_URL")
        raise NotReadyError(
            f"{is_set} is set but {is_missing} is not. Set both to use your Liboppi, "
            "or neither to use the stand-in that comes with the project."
        )


def _check_sqlite_place(connection: BaseDatabaseWrapper) -> None:
    remedy = "Or put the database elsewhere: DATABASE_URL=sqlite:////path/to/db.sqlite3 make run"
    name = str(connection.settings_dict["NAME"])
    if any(sign in name for sign in IN_MEMORY):
        raise NotReadyError(f"A database in memory can't be shared by web and worker. {remedy}")
    check_directory(Path(name).parent, "the database", remedy)


def _unreachable(settings: dict[str, Any], error: DatabaseError) -> str:
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if "sqlite" in settings["ENGINE"]:
        return (
            f"The database {settings['NAME']} can't be opened: {reason}. Move it away, and a new one is made."
        )
    place = (
        f"{settings.get('HOST') or 'localhost'}:{settings.get('PORT') or 'default port'}/{settings['NAME']}"
    )
    return f"The database of DATABASE_URL ({place}) can't be reached: {reason}. Start or correct it."


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(1)
    except OSError:
        listener.close()
        raise
    return listener
