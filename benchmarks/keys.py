"""Key press to the first output on the demo newswire, in a terminal of 160 x 45.

python -m benchmarks.keys [--presses 200]
"""

import argparse
import statistics

from benchmarks.terminal import Terminal


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--presses", type=int, default=200)
    options = arguments.parse_args()
    with Terminal(["-m", "secreader.cli", "demo"]) as terminal:
        terminal.wait_for(b"demo")
        terminal.quiet(3.0)
        times = []
        for number in range(options.presses):
            times.append(terminal.press(b"j" if number % 40 < 20 else b"k"))
            terminal.quiet(0.05)
    times.sort()
    print(f"{len(times)} presses of j and k: p50 {statistics.median(times) * 1000:.1f} ms, ", end="")
    print(f"p95 {times[int(len(times) * 0.95)] * 1000:.1f} ms, worst {times[-1] * 1000:.1f} ms")


if __name__ == "__main__":
    main()
