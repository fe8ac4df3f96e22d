"""The command line, one file per command.

In: the words of a command line.
Out: text, tables and files; exit code 0 fine, 1 something failed, 2 wrong use, 130 interrupted.
Never: decides anything about an article; imports anything heavy before a command needs it.
"""


def main() -> None:
    """Run the command line."""
    import gc

    gc.disable()  # commands are many small things that stay: looking for garbage among them takes a tenth of the start
    from typer.main import get_command

    from wortlaut.cli.app import app

    command = get_command(app)
    gc.freeze()
    gc.enable()
    command(prog_name="wortlaut")
