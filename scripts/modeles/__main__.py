"""`python -m scripts.modeles`: write every template into `templates/`."""

from pathlib import Path

from .agenda import modele as agenda
from .deroule import modele as deroule
from .emargement import modele as emargement
from .evaluation_a_chaud import modele as evaluation_a_chaud
from .evaluation_a_froid import modele as evaluation_a_froid
from .formulaire import modele as formulaire
from .package import docx
from .positionnement import modele as positionnement
from .programme import modele as programme

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

MODELES = {
    "formulaire": formulaire,
    "programme": programme,
    "agenda": agenda,
    "deroule": deroule,
    "emargement": emargement,
    "positionnement": positionnement,
    "evaluation-a-chaud": evaluation_a_chaud,
    "evaluation-a-froid": evaluation_a_froid,
}


def main() -> None:
    """Write all of them."""
    TEMPLATES.mkdir(exist_ok=True)
    for name, modele in MODELES.items():
        path = TEMPLATES / f"{name}.docx"
        path.write_bytes(docx(modele()))
        print(path)


if __name__ == "__main__":
    main()
