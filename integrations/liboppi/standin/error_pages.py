"""HTML that stands where JSON was expected: Moodle's plain error page, a web server's, and the login page."""

from html import escape

_MOODLE = """<!DOCTYPE html>
<html lang="en" xml:lang="en">
    <head>
        <meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
        <title>{title}</title>
    </head>
    <body>
        <div id="page">
            <div id="region-main">
                <h1>{title}</h1>
                <div class="alert-danger">{text}</div>
            </div>
        </div>
    </body>
</html>
"""
_WEB_SERVER = """<html>
<head><title>{title}</title></head>
<body>
<center><h1>{title}</h1></center>
<hr><center>nginx</center>
</body>
</html>
"""
_LOGIN = """<!DOCTYPE html>
<html lang="fi" xml:lang="fi">
<head><title>Liboppi: Kirjaudu sivustolle</title><meta charset="utf-8"></head>
<body id="page-login-index">
<h1>Kirjaudu sivustolle</h1>
<form action="/login/index.php" method="post">
<label for="username">Käyttäjätunnus</label> <input id="username" name="username" autocomplete="username">
<label for="password">Salasana</label>
<input id="password" name="password" type="password" autocomplete="current-password">
<button>Kirjaudu</button>
</form>
</body>
</html>
"""


def moodle_page(title: str, text: str) -> bytes:
    """Moodle's page when it cannot be set up: maintenance from the command line, an upgrade, no database."""
    return _MOODLE.format(title=escape(title), text=escape(text)).encode()


def web_server_page(title: str) -> bytes:
    """What a web server in front of Moodle says when Moodle does not answer."""
    return _WEB_SERVER.format(title=escape(title)).encode()


def login_page() -> bytes:
    return _LOGIN.encode()
