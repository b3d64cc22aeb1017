"""Certificates, proxies and the environment: never a way around, always a reason."""

import datetime as dt
import ipaddress
import socket
import socketserver
import ssl
import threading

import pytest
from hostile_service import Service

from jbdesk.api.errors import OutcomeUnknown, Unreachable
from jbdesk.api.transport import Limits, Outgoing, Transport
from jbdesk.model.problem import Failure

x509 = pytest.importorskip("cryptography.x509")
hashes = pytest.importorskip("cryptography.hazmat.primitives.hashes")
serialization = pytest.importorskip("cryptography.hazmat.primitives.serialization")
ec = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.ec")

FAR = "https://mc563885gzs27c5t9-63k636ttgm.rest.marketingcloudapis.com/x"


@pytest.fixture
def certificate(tmp_path):
    """A certificate of this computer that nobody has signed but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "own.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def secure(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    service = Service()
    plain = service._server.get_request

    def get_request():
        request, address = plain()
        try:
            return context.wrap_socket(request, server_side=True), address
        except OSError:
            request.close()
            raise

    service._server.get_request = get_request
    with service:
        yield service


@pytest.fixture
def transport(journal):
    made = Transport(journal.append, lambda: ["canary"], Limits(connect=2, read=5))
    yield made
    made.abort()


def post(url):
    return Outgoing("POST", url, '{"a": 1}', "canary", "Fire event", is_write=True)


def test_a_certificate_nobody_signed_ends_the_call_before_it_begins(
    secure, transport, journal
):
    with pytest.raises(Unreachable, match=r"certificate of .* can't be trusted"):
        transport.send(post(secure.url.replace("http:", "https:")))

    assert not secure.requests
    assert "canary" not in repr(journal)


def test_a_secure_line_is_cut_at_once(secure, transport, certificate, monkeypatch):
    reached = threading.Event()

    def act(_):
        reached.set()
        secure.over.wait(10)

    secure.act = act
    monkeypatch.setattr(
        "requests.sessions.Session.merge_environment_settings",
        lambda *_, **__: {
            "stream": True,
            "verify": str(certificate),
            "cert": None,
            "proxies": {},
        },
    )
    ended = []

    def call():
        try:
            transport.send(post(secure.url.replace("http:", "https:")))
        except Failure as failure:
            ended.append(failure)

    thread = threading.Thread(target=call)
    thread.start()
    assert reached.wait(5)
    transport.abort()
    thread.join(2)

    assert not thread.is_alive()
    assert isinstance(ended[0], OutcomeUnknown)
    assert "stopped" in str(ended[0])


def test_a_missing_file_of_certificates_is_named(transport, monkeypatch, tmp_path):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")

    with pytest.raises(Unreachable, match=r"none\.pem"):
        transport.send(post(FAR))


class _Proxy(socketserver.StreamRequestHandler):
    def handle(self):
        while line := self.rfile.readline():
            self.server.seen.append(line)
            if not line.strip():
                break
        self.wfile.write(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")


def test_a_proxy_that_refuses_sees_no_token(transport, monkeypatch):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Proxy) as proxy:
        proxy.seen = []
        thread = threading.Thread(
            target=proxy.serve_forever, kwargs={"poll_interval": 0.01}
        )
        thread.start()
        for name in ("HTTPS_PROXY", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.server_address[1]}")

        with pytest.raises(Unreachable, match="proxy"):
            transport.send(post(FAR))

        proxy.shutdown()
        thread.join()
    assert proxy.seen[0].startswith(b"CONNECT mc563885")
    assert b"canary" not in b"".join(proxy.seen)


def test_a_host_that_is_not_there_is_named(transport, monkeypatch):
    def nowhere(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(Unreachable, match="can't be found") as failure:
        transport.send(post(FAR))

    assert failure.value.problems[0].where.field == "subdomain"


def test_plain_http_leaves_this_computer_never(transport):
    with pytest.raises(Failure, match="only over https"):
        transport.send(post("http://example.com/"))
