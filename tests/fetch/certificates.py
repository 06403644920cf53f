"""Certificates of a test's own authority, made by the openssl program."""

import shutil
import ssl
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

OPENSSL = shutil.which("openssl") or ""
needs_openssl = pytest.mark.skipif(not OPENSSL, reason="needs the openssl program")

_CONFIG = """
[ca]
default_ca = here
[here]
database = {folder}/index.txt
new_certs_dir = {folder}
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
copy_extensions = copy
x509_extensions = issued
[issued]
authorityKeyIdentifier = keyid
subjectKeyIdentifier = hash
[any]
commonName = supplied
"""


@dataclass(frozen=True)
class Authority:
    """`certificate` is the file that SSL_CERT_FILE names."""

    folder: Path
    certificate: Path

    def server(
        self, names: str, *, begins: timedelta = timedelta(days=-1), ends: timedelta = timedelta(days=1)
    ) -> ssl.SSLContext:
        """What a server of `names` ("DNS:a.example,IP:127.0.0.1") shows; times count from now."""
        key, request, issued = (self.folder / f"server.{kind}" for kind in ("key", "csr", "pem"))
        _openssl(
            "req", "-new", *_NEW_KEY, key, "-out", request, "-subj", "/CN=server", "-addext", f"subjectAltName={names}"
        )
        dates = ("-startdate", _time(begins), "-enddate", _time(ends))
        _openssl(
            *("ca", "-batch", "-notext", "-config", self.folder / "ca.cnf", "-in", request, "-out", issued, *dates),
            *("-cert", self.certificate, "-keyfile", self.folder / "ca.key"),
        )
        return context(issued, key)

    def self_signed(self, names: str) -> ssl.SSLContext:
        key, issued = self.folder / "self.key", self.folder / "self.pem"
        _openssl(
            *("req", "-x509", *_NEW_KEY, key, "-out", issued, "-days", 1, "-subj", "/CN=self"),
            *("-addext", f"subjectAltName={names}"),
        )
        return context(issued, key)


def authority(folder: Path) -> Authority:
    folder.mkdir()
    (folder / "ca.cnf").write_text(_CONFIG.format(folder=folder))
    (folder / "index.txt").touch()
    certificate = folder / "ca.pem"
    _openssl(
        *("req", "-x509", *_NEW_KEY, folder / "ca.key", "-out", certificate, "-days", 2, "-subj", "/CN=Authority"),
        *("-addext", "keyUsage=critical,keyCertSign,cRLSign"),
    )
    return Authority(folder, certificate)


def context(certificate: Path, key: Path) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate, key)
    return made


def day(delta: timedelta) -> str:
    return f"{datetime.now(UTC) + delta:%Y-%m-%d}"


_NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout")


def _openssl(*arguments: object) -> None:
    subprocess.run([OPENSSL, *map(str, arguments)], check=True, capture_output=True)


def _time(delta: timedelta) -> str:
    return f"{datetime.now(UTC) + delta:%Y%m%d%H%M%SZ}"
