"""`python -m scripts.modeles`: write every template into `templates/`."""

from pathlib import Path

from . import agenda, deroule, emargement, evaluation_a_chaud, evaluation_a_froid, positionnement, programme
from .package import docx

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

MODELES = {
    "programme": programme.modele,
    "agenda": agenda.modele,
    "deroule": deroule.modele,
    "emargement": emargement.modele,
    "positionnement": positionnement.modele,
    "evaluation-a-chaud": evaluation_a_chaud.modele,
    "evaluation-a-froid": evaluation_a_froid.modele,
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
