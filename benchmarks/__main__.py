"""Every benchmark, one after the other, each in a process of its own: `make bench`."""

import subprocess
import sys

NAMES = ("start", "keys", "opening", "library", "sandbox", "fetch", "refresh")

for name in NAMES:
    print(f"\n== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False)
