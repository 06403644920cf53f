"""HTTP statuses in words, each with what to do."""

from secreader.text import line

_WORDS = {
    400: "it does not understand the request; check the address",
    401: "it wants a password, which secreader does not send",
    402: "the page is for paying readers",
    403: "it does not let secreader in; it may be too many requests, so try later, or open the page in a browser",
    404: "there is no page at this address",
    405: "this address cannot be read",
    406: "it has nothing here in a form that secreader reads",
    407: "the proxy wants a user and a password; put them into [network] proxy in config.toml",
    408: "the request took too long; try again later",
    410: "what was at this address is gone for good",
    421: "this server does not serve that host; try again later",
    425: "it is too early; try again later",
    429: "it has had too many requests; secreader waits before it asks again",
    431: "the request is too large for it",
    451: "the page is withheld for legal reasons",
    500: "the server failed; try again later",
    501: "the server cannot do that",
    502: "a server behind it fails; try again later",
    503: "it is overloaded or being repaired; try again later",
    504: "a server behind it does not answer; try again later",
    507: "the server is full; try again later",
    511: "this network wants you to sign in first; open a page in a browser",
}


def status_problem(status: int, reason: str) -> str:
    """A sentence for an answer that brings nothing; `reason` is the server's own phrase, of any origin and length."""
    words = _WORDS.get(status)
    if words is None:
        words = "the server failed; try again later" if status >= 500 else "that brings nothing to read"
        phrase = line(reason, 60)
        shown = f"{status} ({phrase})" if phrase else f"{status}"
    else:
        shown = f"{status}"
    return f"The server answers {shown}: {words}."
