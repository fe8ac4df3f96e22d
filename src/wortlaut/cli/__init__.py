"""The command line, one file per command.

In: the words of a command line.
Out: text, tables and files; exit code 0 fine, 1 something failed, 2 wrong use, 130 interrupted.
Never: decides anything about an article; imports anything heavy before a command needs it.
"""


def main() -> None:
    """Run the command line."""
    from wortlaut.cli.app import app

    app(prog_name="wortlaut")
