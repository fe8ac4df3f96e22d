"""``wortlaut schema``: what the public JSON looks like."""

from __future__ import annotations


def schema() -> None:
    """Print the JSON Schema of a record."""
    from wortlaut.cli.output import lines_to, quiet_pipe
    from wortlaut.export import schema_json

    with quiet_pipe(), lines_to("-") as write:
        write(schema_json() + b"\n")
