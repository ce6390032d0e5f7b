"""The command line: the one place that imports click, and where exceptions become exit codes."""

from __future__ import annotations

import gc
import io
import os
import re
import signal
import sys
from itertools import pairwise

import click

from docgen import __version__
from docgen.cli import options
from docgen.cli.aide import Groupe, guillemets
from docgen.cli.brief import brief
from docgen.cli.calendrier import calendrier
from docgen.cli.catalogue import catalogue
from docgen.cli.commune import commune
from docgen.cli.completion import VARIABLE, completion
from docgen.cli.constat import constat
from docgen.cli.encodage import never_fail_to_print
from docgen.cli.etat import etat
from docgen.cli.init import init
from docgen.cli.kit import kit
from docgen.cli.langue import speak_french
from docgen.cli.modeles import modeles
from docgen.cli.programme import programme
from docgen.cli.surveiller import surveiller
from docgen.cli.territoire import territoire
from docgen.cli.verifier import verifier

BUG = 70
CONFINED = "--confined"  # as in `docgen.word.watch`, which --help has no need of
INTERRUPTED = 130

# Objects made between two looks for circular garbage. Nearly all that a command makes lives until it ends, and Python's
# own 700 would go over all of it again and again: a tenth of the time of one proposal.
BETWEEN_COLLECTIONS = 50_000


@click.group(
    name="docgen",
    cls=Groupe,
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExemples :\n  docgen                     dit quoi faire ensuite dans ce dossier\n"
    "  docgen init                prépare votre espace de travail\n"
    "  docgen programme --help    explique une commande",
)
@click.version_option(__version__, prog_name="docgen", message="%(prog)s %(version)s", help="Affiche la version.")
@options.debug
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Du brief d’une collectivité aux documents Word de la formation.

    Un brief est un fichier YAML : la commune, son contexte, les modules choisis au catalogue et ce que le
    client attend. docgen le vérifie, adapte le programme et remplit vos modèles Word.
    """
    if ctx.invoked_subcommand is None:
        from docgen.cli.suite import say_what_next

        say_what_next(ctx)


COMMANDS = (
    init,
    brief,
    programme,
    kit,
    calendrier,
    verifier,
    etat,
    catalogue,
    commune,
    territoire,
    modeles,
    surveiller,
    constat,
    completion,
)
for command in COMMANDS:
    cli.add_command(command)


def main(args: list[str] | None = None) -> None:
    """Run docgen and leave with its exit code (design: section 4)."""
    if sys.argv[1:] == [CONFINED]:  # a program in one file starts itself again to fill templates at arm's length
        from docgen.word.confined import serve

        serve()
    gc.set_threshold(BETWEEN_COLLECTIONS)
    speak_french()
    # A person who ends docgen from elsewhere means what Ctrl-C means: children end, their folders go.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(run(args))


def run(args: list[str] | None = None) -> int:
    """Run docgen; return the exit code. No exception leaves this function."""
    colour = False if os.environ.get("NO_COLOR") else None  # no-color.org; None leaves it to click
    argv = sys.argv[1:] if args is None else args
    with click.Context(cli, color=colour).scope():
        try:
            code = _run(argv, colour=colour)
            _flush()
        except BrokenPipeError:
            # The reader (`| head`) has gone: nothing is left to say to it, and Python must not try at exit.
            sys.stdout = None
            return 0
        except OSError as error:
            return _fall_silent(error)
        return code


def _run(argv: list[str], *, colour: bool | None) -> int:
    never_fail_to_print()
    if VARIABLE in os.environ:
        from docgen.cli.coquilles import answer_tab

        answer_tab()
    try:
        code = cli.main(args=argv, prog_name="docgen", standalone_mode=False, color=colour)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrompu. Les documents déjà écrits sont entiers.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        if _wants_json(argv):
            _print_as_finding(guillemets(error.format_message()))
        else:
            _show(error)
        return error.exit_code
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the last net: a traceback never reaches a user
        return _explain(error, argv)
    return code if isinstance(code, int) else 0


def _explain(error: Exception, argv: list[str]) -> int:
    """Say what went wrong and return the exit code that the error owns; 70 for what docgen did not foresee."""
    from docgen.cli.report import print_findings
    from docgen.cli.systeme import refusal
    from docgen.errors import DocgenError, FaultsFoundError

    if refused := refusal(error):
        if "--debug" in argv:
            _print_traceback(error)
        error = FaultsFoundError([refused])
    if isinstance(error, FaultsFoundError):
        print_findings(error.findings, "json" if _wants_json(argv) else "texte")
        return error.exit_code
    if isinstance(error, DocgenError) and _wants_json(argv):
        _print_as_finding(str(error))
        return error.exit_code
    if isinstance(error, DocgenError):
        _say_wrong(f"Erreur : {error}")
        return error.exit_code
    return _own_up_to_a_bug(error, debug="--debug" in argv)


def _show(error: click.ClickException) -> None:
    """What click says of wrong use, quoted as French quotes."""
    said = io.StringIO()
    error.show(said)
    for line in guillemets(said.getvalue()).splitlines():
        _say_wrong(line)


def _say_wrong(line: str) -> None:
    from docgen.cli.report import wrapped

    folded = wrapped(line, err=True)
    click.echo(re.sub(r"^Erreur(?= :)", lambda found: click.style(found[0], fg="red", bold=True), folded), err=True)


def _print_as_finding(message: str) -> None:
    """Wrong use of the command, for a program that reads findings."""
    from docgen.cli.report import print_findings
    from docgen.findings import Finding

    print_findings([Finding("U001", message)], "json")


def _own_up_to_a_bug(error: Exception, *, debug: bool) -> int:
    if debug:
        _print_traceback(error)
    click.echo(
        f"Panne de docgen ({type(error).__name__} : {error}). Rien n’est perdu ; "
        "relancez avec --debug et envoyez-nous ce qui s’affiche.",
        err=True,
    )
    return BUG


def _print_traceback(error: Exception) -> None:
    import traceback

    traceback.print_exception(error)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _fall_silent(error: OSError) -> int:
    """What was to be said could not be: say that, where something still can; Python must not try again at exit."""
    from docgen.cli.systeme import refusal

    refused = refusal(error)
    sys.stdout = None
    try:
        if refused:
            _say_wrong(f"Erreur : {refused.message} {refused.remede}")
        _flush()
    except OSError:
        sys.stderr = None
    return refused.exit_code if refused else BUG


def _wants_json(argv: list[str]) -> bool:
    """Whether the last format typed is JSON; what cannot be parsed is told so too."""
    asked = ""
    for word, following in pairwise([*argv, ""]):
        if word == "--format":
            asked = following
        elif word.startswith("--format="):
            asked = word.removeprefix("--format=")
    return asked == "json"
