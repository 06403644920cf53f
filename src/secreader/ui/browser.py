"""Opening an address in the user's browser: vetted, as an argument of its own, never through a shell."""

import os
import shutil
import subprocess
import sys

from secreader.urls import is_web


def open_in_browser(url: str) -> str:
    """Start the browser on `url`; the empty text when that worked, else a sentence that says why not.

    `webbrowser.open` is not used: on Python 3.11 it passes an address that starts with `-` on as an option.
    """
    if not is_web(url):
        return "Only http and https addresses are opened."
    command = _command()
    if not command:
        return f"There is no browser here. The address is {url}"
    try:
        subprocess.Popen(  # noqa: S603  # an argument list without a shell, address vetted above
            [*command, url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return f"{command[0]} did not start ({error.strerror}). The address is {url}"
    return ""


def _command() -> list[str]:
    if named := os.environ.get("BROWSER", "").split(os.pathsep)[0]:
        found = shutil.which(named)
        return [found] if found else []
    if sys.platform == "darwin":
        return ["/usr/bin/open"]
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        for name in ("xdg-open", "gio", "x-www-browser"):
            if found := shutil.which(name):
                return [found, "open"] if name == "gio" else [found]
    return []
