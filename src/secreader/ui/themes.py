"""Two themes of our own: one accent colour on quiet ground.

`quiet` is for what is said beside the matter: a colour of its own, since Textual's `$text-muted` is a transparency that
content drawn line by line does not blend.
"""

from textual.theme import Theme

DARK = "secreader-dark"
LIGHT = "secreader-light"

THEMES = (
    Theme(
        name=DARK,
        primary="#5cc8b4",
        secondary="#d7a65f",
        accent="#5cc8b4",
        warning="#e0af68",
        error="#f07178",
        success="#8cc570",
        foreground="#d5dae1",
        background="#11141a",
        surface="#171b22",
        panel="#1b2029",
        dark=True,
        variables={
            "border-quiet": "#2a313c",
            "quiet": "#8b95a5",
            "row-cursor": "#1f2631",
            "row-cursor-focus": "#24414a",
            "input-selection-background": "#5cc8b4 30%",
            "scrollbar": "#2a313c",
            "scrollbar-hover": "#3a4452",
            "scrollbar-active": "#5cc8b4",
            "scrollbar-background": "#11141a",
            "scrollbar-background-hover": "#11141a",
            "scrollbar-background-active": "#11141a",
        },
    ),
    Theme(
        name=LIGHT,
        primary="#0b7568",
        secondary="#8f5a00",
        accent="#0b7568",
        warning="#8a5a00",
        error="#b3261e",
        success="#2f7d32",
        foreground="#20252c",
        background="#fbfbf9",
        surface="#f2f2ee",
        panel="#eaeae5",
        dark=False,
        variables={
            "border-quiet": "#d5d5cd",
            "quiet": "#5f6670",
            "row-cursor": "#ececea",
            "row-cursor-focus": "#cfe6e1",
            "input-selection-background": "#0b7568 25%",
            "scrollbar": "#d5d5cd",
            "scrollbar-hover": "#bdbdb4",
            "scrollbar-active": "#0b7568",
            "scrollbar-background": "#fbfbf9",
            "scrollbar-background-hover": "#fbfbf9",
            "scrollbar-background-active": "#fbfbf9",
        },
    ),
)
