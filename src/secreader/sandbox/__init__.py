"""Slow and hostile bytes are parsed in worker processes, which are killed when they overrun."""

from secreader.sandbox.facade import Sandbox

__all__ = ["Sandbox"]
