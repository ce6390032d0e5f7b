"""`docgen commune`: looks a commune up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import options
from docgen.cli.aide import Commande

if TYPE_CHECKING:
    from docgen.territory import Territoire
    from docgen.territory.model import Commune

AT_MOST = 20
LABEL_WIDTH = 20


@click.command(
    cls=Commande,
    short_help="Cherche une commune.",
    epilog='\b\nExemples :\n  docgen commune évreux\n  docgen commune "saint denis"\n  docgen commune 37122',
)
@click.argument("nom", nargs=-1, required=True)
@options.debug
@click.pass_context
def commune(ctx: click.Context, nom: tuple[str, ...]) -> None:
    """Cherche une commune par son nom, son code INSEE ou son code postal.

    Accents, traits d’union et article sont facultatifs. Les homonymes sont tous donnés, du plus peuplé au
    moins peuplé.
    """
    from docgen.territory import Territoire

    texte = " ".join(nom)
    territoire = Territoire.open()
    trouvees = territoire.communes_nommees(texte, AT_MOST)
    if not trouvees:
        _say_nothing_found(texte, territoire)
        ctx.exit(2)
    for trouvee in trouvees:
        _describe(trouvee, territoire)
    click.echo(f"Source : {territoire.millesime}")


def _say_nothing_found(texte: str, territoire: Territoire) -> None:
    click.echo(f"Aucune commune ne s’appelle « {texte} ».", err=True)
    proches = territoire.proches(texte)
    if proches:
        noms = ", ".join(f"{c.nom} ({c.departement.code})" for c in proches)
        click.echo(f"    → Vouliez-vous dire : {noms} ?", err=True)


def _describe(trouvee: Commune, territoire: Territoire) -> None:
    from docgen.francais import nombre
    from docgen.territory.conseil import taille_conseil

    epci = territoire.epci(trouvee.epci) if trouvee.epci else None
    conseil = taille_conseil(trouvee.code, trouvee.population)
    click.echo(click.style(f"{trouvee.nom} ({trouvee.departement.nom}, {trouvee.region.nom})", bold=True))
    for label, value in (
        ("code_insee", trouvee.code),
        ("Codes postaux", ", ".join(trouvee.codes_postaux)),
        ("SIREN", trouvee.siren),
        ("Habitants", None if trouvee.population is None else nombre(trouvee.population)),
        ("Conseil municipal", None if conseil is None else f"{conseil} sièges"),
        ("Intercommunalité", epci.nom.nom if epci else None),
        ("Dans une phrase", f"{trouvee.nom.de_nom}, {trouvee.nom.a_nom}"),
    ):
        click.echo(f"  {label:<{LABEL_WIDTH}}{value or 'non publié'}")
    click.echo()
