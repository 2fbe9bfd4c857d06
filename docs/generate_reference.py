"""Write ``docs/reference/cli.md`` from the help of every command: ``make docs``."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli import COMMANDS, main

PAGE = Path(__file__).parent / "reference" / "cli.md"


def page() -> str:
    """The whole page; a test compares it with the file."""
    context = _context(main, "detente", None)
    parts = ["# Command line", "Made from `--help` by `make docs`.", _section("detente", main, context)]
    for name in sorted(COMMANDS):
        command = main.get_command(context, name)
        if command is not None:
            parts.append(_section(f"detente {name}", command, context))
    return "\n\n".join(parts) + "\n"


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    """As the command line makes it, with a fixed width."""
    settings = {**main.context_settings, "max_content_width": 96, "terminal_width": 96}
    return click.Context(command, info_name=name, parent=parent, **settings)


def _section(title: str, command: click.Command, parent: click.Context) -> str:
    context = _context(command, title.split()[-1], None if command is main else parent)
    return f"## {title}\n\n```text\n{command.get_help(context)}\n```"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
