"""What the connection test finds on the way: proxy, certificate, clock."""

import datetime as dt
import socketserver
import ssl
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from jbdesk.model.package import PackageSettings
from jbdesk.services.connections import connection_test
from jbdesk.services.connections.connection_step import State

x509 = pytest.importorskip("cryptography.x509")
hashes = pytest.importorskip("cryptography.hazmat.primitives.hashes")
serialization = pytest.importorskip("cryptography.hazmat.primitives.serialization")
ec = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.ec")

SUBDOMAIN = "mc563885gzs27c5t9-63k636ttgm"
HOST = f"{SUBDOMAIN}.auth.marketingcloudapis.com"
FAR = PackageSettings("Far", SUBDOMAIN, "abc", id="far")
VARIABLES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in (*VARIABLES, "no_proxy", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)


@contextmanager
def serving(server):
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Proxy(socketserver.ThreadingTCPServer):
    """Answers CONNECT itself: with a refusal, or in the name of the host."""

    daemon_threads = True
    context = None


class Tunnel(socketserver.StreamRequestHandler):
    def handle(self):
        while self.rfile.readline().strip():
            pass
        if self.server.context is None:
            self.wfile.write(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")
            return
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        with suppress(OSError):
            self.server.context.wrap_socket(self.request, server_side=True).close()


def certificate(path, name, days):
    """A certificate that trusts itself, good until so many days from now."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "jbdesk")])
    ends = dt.datetime.now(dt.UTC) + dt.timedelta(days=days)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(ends - dt.timedelta(days=30))
        .not_valid_after(ends)
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    path.write_bytes(key.private_bytes(pem, form, plain) + made.public_bytes(pem))
    return path


def told(aio, connection):
    async def collect():
        return [step async for step in connection_test.steps(connection)]

    return {step.name: step for step in aio(collect())}


def through(port, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", f"http://me:hunter2@127.0.0.1:{port}")


def test_a_proxy_that_wants_to_know_who_calls_is_named_without_its_password(
    aio, connection_with, monkeypatch
):
    with serving(Proxy(("127.0.0.1", 0), Tunnel)) as port:
        through(port, monkeypatch)
        steps = told(aio, connection_with(changed=FAR))

    assert steps["Host found"].text == "The proxy looks it up."
    assert steps["Proxy"].text == f"http://127.0.0.1:{port}, from HTTPS_PROXY."
    assert "(407)" in steps["Secure line"].text
    assert "user and password" in steps["Secure line"].next
    assert steps["Token granted"].state is State.NOT_REACHED
    assert "hunter2" not in repr(steps)


@pytest.mark.parametrize(
    "trouble",
    [
        (HOST, 9, False, "REQUESTS_CA_BUNDLE"),
        (HOST, -1, True, "date and time"),
        ("elsewhere.example", 9, True, "Something else answers"),
    ],
)
def test_each_trouble_with_a_certificate_has_its_own_next_step(
    aio, connection_with, monkeypatch, tmp_path, trouble
):
    name, days, is_known, next_step = trouble
    made = certificate(tmp_path / "own.pem", name, days)
    if is_known:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(made))
    with serving(Proxy(("127.0.0.1", 0), Tunnel)) as port:
        Proxy.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        Proxy.context.load_cert_chain(made)
        through(port, monkeypatch)
        steps = told(aio, connection_with(changed=FAR))
        Proxy.context = None

    line = steps["Secure line"]
    assert line.state is State.FAILED
    assert "can't be trusted" in line.text
    assert next_step in line.next


def test_a_file_of_certificates_that_is_not_there_is_named(
    aio, connection_with, monkeypatch
):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem")
    with serving(Proxy(("127.0.0.1", 0), Tunnel)) as port:
        through(port, monkeypatch)
        steps = told(aio, connection_with(changed=FAR))

    assert "/nowhere/ca.pem" in steps["Secure line"].text
    assert "a PEM file that is there" in steps["Secure line"].next


class Late(BaseHTTPRequestHandler):
    """A tenant that lives two hours behind."""

    def do_GET(self):
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET

    def date_time_string(self, timestamp=None):
        del timestamp
        now = dt.datetime.now(dt.UTC) - dt.timedelta(hours=2)
        return super().date_time_string(now.timestamp())

    def log_message(self, *_):
        pass


def test_a_clock_that_differs_is_told_and_the_test_goes_on(aio, connection_with):
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Late)) as port:
        url = f"http://127.0.0.1:{port}/"
        here = PackageSettings("Late", auth_url=url, rest_url=url)
        connection = connection_with(changed=here)
        steps = told(aio, connection)
        connection.close()

    assert steps["Clock"].state is State.ATTENTION
    assert "2 hours ahead of the service's" in steps["Clock"].text
    assert "date and time" in steps["Clock"].next
    assert steps["Token granted"].state is State.FAILED
    assert "Copy the Authentication Base URI" in steps["Token granted"].next
