"""`python -m scripts.modeles`: write every template into `templates/`, and their digests into the package."""

from hashlib import sha256
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

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
LIVRES = ROOT / "docgen" / "production" / "livres.py"

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
    LIVRES.write_text(livres(), encoding="utf-8")


def livres() -> str:
    """The source of `docgen/production/livres.py`."""
    digests = [sha256((TEMPLATES / f"{name}.docx").read_bytes()).hexdigest() for name in MODELES]
    rows = "\n".join(f'        "{digest}",  # {name}' for name, digest in zip(MODELES, digests, strict=True))
    return f'''"""The shipped templates, by the SHA-256 of their bytes: written by `python -m scripts.modeles`."""

LIVRES = frozenset(
    {{
{rows}
    }}
)
'''


if __name__ == "__main__":
    main()
