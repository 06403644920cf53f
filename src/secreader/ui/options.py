"""Lists of options as the panes have them: quiet, with the cursor's row as the story list draws it."""

from textual.widgets import OptionList


class Options(OptionList):
    """An option list without a box."""

    DEFAULT_CSS = """
    Options {
        border: none;
        background: transparent;
        text-wrap: nowrap;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background: transparent; }
        & > .option-list--option-highlighted { background: $row-cursor; color: $foreground; text-style: none; }
        &:focus > .option-list--option-highlighted {
            background: $row-cursor-focus; color: $foreground; text-style: none;
        }
        & > .option-list--option-hover { background: $row-cursor; }
        & > .option-list--option-disabled { color: $foreground; }
    }
    """
