"""The command line, run in this process."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from secreader.cli import main


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What --json printed: one document and nothing else."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Cli:
    """`secreader` with its own home."""

    home: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> Answer:
        self.capture.readouterr()
        try:
            code = main(["--home", str(self.home), *arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = self.capture.readouterr()
        assert "Traceback" not in err
        return Answer(code, out, err)
