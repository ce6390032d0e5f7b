"""Questions asked one at a time: with completion on a terminal that can, plainly on one that cannot."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import click

from docgen.cli.report import wrapped
from docgen.cli.systeme import is_terminal
from docgen.errors import UsageFaultError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from prompt_toolkit.completion import Completer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Proposition:
    """What completion proposes: what it types, and what it shows."""

    texte: str
    aide: str = ""


def someone_is_there() -> bool:
    """Whether a person can be asked."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def ask(
    question: str,
    read: Callable[[str], T],
    propose: Callable[[str], Iterable[Proposition]] | None = None,
    defaut: str = "",
) -> T:
    """Ask until `read` takes the answer; what it cannot take, it says with UsageFaultError. Raises click.Abort."""
    while True:
        try:
            return read(_answer(question, propose, defaut))
        except UsageFaultError as error:
            click.echo(wrapped(str(error), "  "))


def among(question: str, choices: list[tuple[str, T]]) -> T:
    """Let one be chosen by its number."""
    for number, (said, _) in enumerate(choices, 1):
        click.echo(wrapped(f"{number}. {said}", "  "))

    def read(answer: str) -> T:
        if answer.isdecimal() and 1 <= int(answer) <= len(choices):
            return choices[int(answer) - 1][1]
        raise UsageFaultError(f"Répondez par un nombre de 1 à {len(choices)}.")

    return ask(question, read)


def _answer(question: str, propose: Callable[[str], Iterable[Proposition]] | None, defaut: str) -> str:
    if os.environ.get("TERM") == "dumb":
        return str(click.prompt(question, default=defaut, show_default=bool(defaut), prompt_suffix=" ")).strip()
    from prompt_toolkit import PromptSession

    question = wrapped(question)  # prompt_toolkit would cut a word at the edge of the terminal
    session: PromptSession[str] = PromptSession(completer=completer(propose) if propose else None)
    session.app.renderer.cpr_not_supported_callback = None  # a warning, in English, that nobody can do anything about
    try:
        return session.prompt(f"{question} ", default=defaut).strip()
    except EOFError as error:
        raise click.Abort from error


def completer(propose: Callable[[str], Iterable[Proposition]]) -> Completer:
    """Completes the last item of a list with commas, which a name has none of."""
    from prompt_toolkit.completion import Completer, Completion

    class Nearest(Completer):
        def get_completions(self, document: object, _event: object) -> Iterator[Completion]:
            typed = document.text_before_cursor.rpartition(",")[2].lstrip()  # type: ignore[attr-defined]
            for found in propose(typed):
                yield Completion(found.texte, -len(typed), display_meta=found.aide)

    return Nearest()
