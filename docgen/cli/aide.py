"""Help pages and errors as French typography has them: « Options : », with its space and its guillemets."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from docgen.francais import bound, unbound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_UNBROKEN = "\u2011"  # stands in for the hyphens of a text while it is wrapped: « a-froid » stays whole
# What click quotes; an apostrophe inside a word is none.
_STRAIGHT = re.compile(r"(?<!\w)'([^'\n]+)'(?!\w)")
_OPTIONAL = re.compile(r"« \[([^]\n]+)\] »")  # an argument, as help pages show that it may be left out


class Formatter(click.HelpFormatter):
    """Click's, with the space that French puts before a colon, and no line that ends inside a name."""

    def write_heading(self, heading: str) -> None:
        """Write a heading, such as « Options : »."""
        super().write_heading(f"{heading} ")

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        super().write_text(_whole(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of options or commands."""
        kept = [(first, _whole(second)) for first, second in rows]
        super().write_dl(kept, col_max, col_spacing)

    def getvalue(self) -> str:
        """All that was written."""
        return unbound(super().getvalue().replace(_UNBROKEN, "-"))


class Contexte(click.Context):
    """Click's, with our formatter."""

    formatter_class = Formatter


class Commande(click.Command):
    """A command whose help page is French."""

    context_class = Contexte


class Groupe(click.Group):
    """A group whose help page is French, and whose `paresseux` commands are imported when they are called for.

    `paresseux` maps the name of a command to « module:attribute ».
    """

    context_class = Contexte
    command_class = Commande

    def __init__(self, *args: Any, paresseux: Mapping[str, str] | None = None, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.paresseux = dict(paresseux or {})

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click’s signature
        """The names of its commands, in the order in which one comes to need them."""
        return list(dict.fromkeys([*self.paresseux, *self.commands]))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name in self.paresseux and cmd_name not in self.commands:
            module, attribute = self.paresseux[cmd_name].split(":")
            self.add_command(getattr(import_module(module), attribute), cmd_name)
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Click's, which says the nearest name among the commands that are loaded."""
        if args and args[0] not in self.paresseux:
            for name in self.paresseux:
                self.get_command(ctx, name)
        return super().resolve_command(ctx, args)


def _whole(text: str) -> str:
    """A text that is wrapped neither at a hyphen nor before « ; » and its like."""
    return bound(text.replace("-", _UNBROKEN))


def guillemets(text: str) -> str:
    """« 'final' » as French quotes it."""
    return _OPTIONAL.sub(r"« \1 »", _STRAIGHT.sub(r"« \1 »", text))
