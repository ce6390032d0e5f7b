"""What the client expects, as the proposal and the déroulé both list it."""

from .styles import TITRE_DE_LIGNE, TITRES
from .tables import PORTRAIT, Grid, texte
from .text import p, when


def expectations(heading: str, *, width: int = PORTRAIT) -> str:
    """The table of attendus under its heading, where there are any."""
    grid = Grid.parts(12, 70, 18, width=width)
    cells = (
        texte("{{ attendu.repere }}", TITRE_DE_LIGNE),
        texte("{{ attendu.texte }}"),
        texte("{{ attendu.priorite }}"),
    )
    rows = grid.each("attendu in attendus", grid.row(*cells))
    table = grid.table("Attendus de la collectivité", grid.head("Repère", "Attendu", "Priorité"), rows)
    return when("attendus", p(TITRES[0], heading), table)
