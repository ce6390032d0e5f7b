"""`docgen commune`: looks a commune up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import completions, options
from docgen.cli.aide import Commande

if TYPE_CHECKING:
    from docgen.territory import Territoire
    from docgen.territory.model import Commune, Epci

AT_MOST = 20
LABEL_WIDTH = 20


@click.command(
    cls=Commande,
    short_help="Cherche une commune.",
    epilog='\b\nExemples :\n  docgen commune évreux\n  docgen commune "saint denis"\n  docgen commune 37122\n'
    "  docgen commune clunisois",
)
@click.argument("nom", nargs=-1, required=True, metavar="NOM…", shell_complete=completions.communes)
@options.debug
@click.pass_context
def commune(ctx: click.Context, nom: tuple[str, ...]) -> None:
    """Cherche une commune ou une intercommunalité par son nom ou son code (INSEE, postal, SIREN).

    Accents, traits d’union et article sont facultatifs. Les homonymes sont tous donnés, du plus peuplé au
    moins peuplé.
    """
    from docgen.cli.report import wrapped
    from docgen.territory import Territoire

    texte = " ".join(nom)
    territoire = Territoire.open()
    trouvees = territoire.communes_nommees(texte, AT_MOST)
    epcis = _epcis(texte, territoire, communes=bool(trouvees))
    if not trouvees and not epcis:
        _say_nothing_found(texte, territoire)
        ctx.exit(2)
    for trouvee in trouvees:
        _describe(trouvee, territoire, territoire.ancien_nom(trouvee, texte))
    for epci in epcis:
        _describe_epci(epci, territoire)
    click.echo(wrapped(f"Source : {territoire.millesime}"))


def _epcis(texte: str, territoire: Territoire, *, communes: bool) -> list[Epci]:
    """The EPCI of that SIREN, or of a name that no commune bears."""
    digits = texte.replace(" ", "")
    if digits.isdigit():
        found = territoire.epci(digits)
        return [found] if found else []
    return [] if communes else territoire.epci_nommes(texte, 3)


def _no_council(trouvee: Commune) -> str:
    return "règle particulière à Paris, Lyon et Marseille" if trouvee.population else "non calculé, population inconnue"


def _describe_epci(epci: Epci, territoire: Territoire) -> None:
    from docgen.francais import majuscule_initiale, nombre

    click.echo(click.style(majuscule_initiale(epci.nom.nom), bold=True))
    for label, value in (
        ("siren", epci.siren),
        ("Communes", str(len(epci.membres))),
        ("Habitants", None if epci.population is None else nombre(epci.population)),
        ("Dans une phrase", f"{epci.nom.de_nom}, {epci.nom.a_nom}"),
    ):
        _say(label, value)
    click.echo(f"  {territoire.millesime_epci}\n")


def _say_nothing_found(texte: str, territoire: Territoire) -> None:
    from docgen.cli.report import INDENT, wrapped

    click.echo(wrapped(f"Aucune commune ni intercommunalité ne s’appelle « {texte} ».", err=True), err=True)
    noms = ", ".join(f"{c.nom} ({c.departement.code})" for c in territoire.proches(texte))
    hint = f"Vouliez-vous dire : {noms} ?" if noms else "Essayez le début de son nom, ou son code postal."
    click.echo(wrapped(f"→ {hint}", INDENT, err=True), err=True)


def _say(label: str, value: str | None) -> None:
    """A line of two columns, the second under itself."""
    from docgen.cli.report import wrapped

    click.echo(wrapped(f"{label:<{LABEL_WIDTH}}{value or 'non publié'}", "  ", under=" " * (LABEL_WIDTH + 2)))


def _describe(trouvee: Commune, territoire: Territoire, ancien: str | None) -> None:
    from docgen.francais import nombre
    from docgen.territory.conseil import taille_conseil

    epci = territoire.epci(trouvee.epci) if trouvee.epci else None
    conseil = taille_conseil(trouvee.code, trouvee.population)
    click.echo(click.style(f"{trouvee.nom} ({trouvee.departement.nom}, {trouvee.region.nom})", bold=True))
    if ancien:
        _say("Trouvée par", f"{ancien}, ancienne commune ou commune déléguée de {trouvee.nom}")
    for label, value in (
        ("code_insee", trouvee.code),
        ("Codes postaux", ", ".join(trouvee.codes_postaux)),
        ("SIREN", trouvee.siren),
        ("Habitants", None if trouvee.population is None else nombre(trouvee.population)),
        ("Conseil municipal", f"{conseil} sièges" if conseil else _no_council(trouvee)),
        ("Intercommunalité", f"{epci.nom} (siren: {epci.siren})" if epci else "aucune"),
        ("Dans une phrase", f"{trouvee.nom.de_nom}, {trouvee.nom.a_nom}"),
    ):
        _say(label, value)
    click.echo()
