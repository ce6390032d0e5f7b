"""Help pages as French typography has them: « Options : », with its space."""

from __future__ import annotations

import click


class Formatter(click.HelpFormatter):
    """Click's, with the space that French puts before a colon."""

    def write_heading(self, heading: str) -> None:
        """Write a heading, such as « Options : »."""
        super().write_heading(f"{heading} ")


class Contexte(click.Context):
    """Click's, with our formatter."""

    formatter_class = Formatter


class Commande(click.Command):
    """A command whose help page is French."""

    context_class = Contexte


class Groupe(click.Group):
    """A group whose help page is French."""

    context_class = Contexte
    command_class = Commande
