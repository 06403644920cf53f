"""Reader: the one façade over library, network and workers, for screen and command line alike."""

from secreader.reader.facade import Reader

__all__ = ["Reader"]
