"""What the commands that take a MODEL share: the argument, the loading, the words for states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from detente.errors import DetenteError
from detente.records import Negotiation


def model_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the MODEL argument to a command: a file, or - for standard input."""
    return click.argument("model", metavar="MODEL", type=str)(command)


@contextmanager
def complaints() -> Iterator[None]:
    """Say on standard error what is wrong, every defect on a line, and end with status 1."""
    try:
        yield
    except DetenteError as error:
        for line in str(error).splitlines():
            click.echo(f"detente: {line}", err=True)
        raise click.exceptions.Exit(1) from None


def printable(text: str) -> str:
    """Text without what a terminal would take for an instruction."""
    return "".join(c if c.isprintable() else "?" for c in text)


def option_lines(negotiation: Negotiation) -> Iterator[str]:
    """The options in the order of the letters of a state."""
    width = max((len(option.name) for option in negotiation.options), default=0)
    for i, option in enumerate(negotiation.options, 1):
        owner = option.owner if option.owner is not None else "a clause of the package"
        label = "" if option.label == option.name else f"  {option.label}"
        yield f"  {i:>3}  {option.name:<{width}}{label} ({owner})"


def state_line(state: str, negotiation: Negotiation) -> str:
    """A state with the labels of the options that are taken."""
    taken = [o.label for o, letter in zip(negotiation.options, state, strict=True) if letter == "Y"]
    return f"  {state}  {'; '.join(taken) or 'nothing is taken'}"
