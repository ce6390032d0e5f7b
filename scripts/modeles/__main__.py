"""`python -m scripts.modeles`: write every template into `templates/`, and their digests into the package."""

from hashlib import sha256
from importlib import import_module
from pathlib import Path

from docgen.documents.registre import tous

from .package import docx

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
LIVRES = ROOT / "docgen" / "production" / "livres.py"

# The script of a document's template bears its key: `evaluation_a_chaud.py` for « evaluation-a-chaud ».
MODELES = {key: import_module(f".{key.replace('-', '_')}", __package__).modele for key in tous()}


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
