import logging
import stat

from jbdesk.services import log

SECRET = "s3cr3t-that-nobody-may-read"


def logged(home, *words):
    handler = log.open_log(home, lambda: [SECRET])
    try:
        logging.getLogger("jbdesk.test").log(logging.INFO, "not worth keeping")
        record = logging.LogRecord("jbdesk.test", 40, "", 0, *words, (), None)
        handler.handle(record)
    finally:
        log.close_log(handler)
    return (home / log.FILE).read_text()


def test_a_secret_is_never_in_the_log(tmp_path):
    text = logged(tmp_path, f"the token {SECRET} was refused")

    assert SECRET not in text
    assert "the token •••••• was refused" in text


def test_a_value_can_not_forge_a_line_of_the_log(tmp_path):
    text = logged(tmp_path, "name: x\n2026-01-01 ERROR jbdesk forged\rtoo")

    lines = text.splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("    ")


def test_only_the_owner_can_read_the_log(tmp_path):
    logged(tmp_path, "something")

    assert stat.S_IMODE((tmp_path / log.FILE).stat().st_mode) == 0o600
