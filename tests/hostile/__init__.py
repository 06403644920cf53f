"""Attacks: a hostile server on loopback, and the whole reader sent there."""

import pytest

pytest.register_assert_rewrite("hostile.driving")
