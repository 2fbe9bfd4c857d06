"""The command line: a module per command, each of which parses, calls one verb and prints.

Data go to standard output, talk to standard error. Exit status: 0 done, 1 some input could not
be used (named, the rest done), 2 usage.
"""

from __future__ import annotations

import importlib

import click

from detente import __version__

# Command → one-line help. The module is imported when its command is asked for, so that
# `detente --help` loads no parser and no solver.
COMMANDS = {
    "brief": "Write a brief of REPORTs: ledger, positions and settlements.",
    "extract": "Print the statements that REPORTs attribute to parties.",
    "model": "Draft a model of the negotiation from REPORTs, for a person to edit.",
    "read": "Print the stored text of REPORTs and what each file says of itself.",
    "settle": "Find the packages that break no red line, what blocks and what would open.",
    "solve": "Find the states of a MODEL that would hold.",
}


class _Commands(click.Group):
    """A group whose commands live in modules of the same name, loaded on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"detente.cli.{name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in sorted(COMMANDS)])


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="detente")
def main() -> None:
    """Turn reports of a negotiation into a sourced ledger, a map of positions and the settlements
    that could hold. Nothing leaves this machine.

    \b
    Example:
      detente brief reports/ --output brief.html

    Exit status: 0 done, 1 some input could not be used (named; the rest was done), 2 wrong usage.
    """
