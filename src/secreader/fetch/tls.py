"""TLS: the context that verifies, and what went wrong in words."""

import asyncio
import re
import ssl
from datetime import UTC, datetime
from typing import Any

from secreader.fetch.pipe import Pipe
from secreader.text import line

# OpenSSL's numbers of verification errors (x509_vfy.h).
_NOT_YET_VALID, _EXPIRED = 9, 10
_SELF_SIGNED = (18, 19)
_UNKNOWN_ISSUER = (2, 20, 21)
_WRONG_HOST = (62, 64)

# The two times of a certificate's validity in DER: UTCTime or GeneralizedTime, one after the other (RFC 5280, 4.1.2.5).
_TIME = rb"(?:\x17\x0d(\d{12}Z)|\x18\x0f(\d{14}Z))"
_VALIDITY = re.compile(_TIME + _TIME)

_SECONDS_FOR_THE_DATE = 3.0


async def handshake_problem(host: str, peer: tuple[Any, ...] | None, error: Exception) -> str:
    """Why no TLS connection to `host` came about, as a sentence. `peer` is the socket address that was connected to."""
    shown = line(host, 100)
    if isinstance(error, ssl.SSLCertVerificationError):
        return await _distrust(host, peer, error)
    reason = getattr(error, "reason", "") or ""
    if reason in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE"):
        return f"{shown} does not speak TLS on this port; perhaps the address begins with http://."
    if reason in ("UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION"):
        return f"{shown} offers only versions of TLS that are no longer safe."
    words = line(reason.replace("_", " ").lower() or "the connection was closed", 100)
    return f"No secure connection to {shown} came about ({words}); try again later."


async def _distrust(host: str, peer: tuple[Any, ...] | None, error: ssl.SSLCertVerificationError) -> str:
    shown = line(host, 100)
    code = error.verify_code
    if code == _EXPIRED:
        when = _ago((await _validity(host, peer))[1])
        return (
            f"The certificate of {shown} expired{when}; its owner has to renew it, if this computer's clock is right."
        )
    if code == _NOT_YET_VALID:
        when = _on((await _validity(host, peer))[0])
        return f"The certificate of {shown} is not valid yet{when}; this computer's clock may be wrong."
    if code in _SELF_SIGNED:
        return f"The certificate of {shown} is self-signed; only a bundle that SSL_CERT_FILE names can make it trusted."
    if code in _UNKNOWN_ISSUER:
        return (
            f"The certificate of {shown} is from an issuer unknown here; SSL_CERT_FILE can name a bundle that has it."
        )
    if code in _WRONG_HOST:
        return f"The certificate that the server shows is for another host than {shown}; check the address."
    return f"The certificate of {shown} cannot be trusted ({line(error.verify_message, 100)})."


async def _validity(host: str, peer: tuple[Any, ...] | None) -> tuple[datetime | None, datetime | None]:
    """When the certificate at `peer` begins and ends to be valid; None where that cannot be found out.

    A rejected certificate is not handed out by the ssl module, so it is asked for once more on a connection that
    carries nothing else.
    """
    if peer is None:
        return None, None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        async with asyncio.timeout(_SECONDS_FOR_THE_DATE):
            transport, _ = await asyncio.get_running_loop().create_connection(
                Pipe, peer[0], peer[1], ssl=context, server_hostname=host
            )
    except (OSError, ssl.SSLError, TimeoutError):
        return None, None
    der = transport.get_extra_info("ssl_object").getpeercert(binary_form=True) or b""
    transport.abort()
    found = _VALIDITY.search(der)
    if found is None:
        return None, None
    begins, begins_long, ends, ends_long = (group.decode() if group else "" for group in found.groups())
    return _time(begins_long or _in_full(begins)), _time(ends_long or _in_full(ends))


def _in_full(time: str) -> str:
    """UTCTime has two digits for the year: from 50 on they are of the last century (RFC 5280, 4.1.2.5.1)."""
    return ("19" if time >= "50" else "20") + time


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _ago(moment: datetime | None) -> str:
    if moment is None:
        return ""
    days = (datetime.now(UTC) - moment).days
    since = {0: "today", 1: "yesterday"}.get(days, f"{days:,} days ago")
    return f" {since} ({moment:%Y-%m-%d})"


def _on(moment: datetime | None) -> str:
    return "" if moment is None else f" (from {moment:%Y-%m-%d} on)"
