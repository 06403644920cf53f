"""secreader: a terminal reader for curated security news."""

__version__ = "0.1.0"
