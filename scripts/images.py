"""The pictures of README and of the guide, made again: `python -m scripts.images`.

They show real documents: what docgen makes of two example briefs, and what a manager sees when working on a template.
LibreOffice and poppler are needed.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.documents.registre import tous
from docgen.modeles.palette import palette
from docgen.output.pdf import convert
from docgen.production import Commande, open_atelier, produce
from docgen.production.formulaire import make_form
from docgen.workspace import Workspace

if TYPE_CHECKING:
    from docgen.production import Atelier

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
NOW = dt.datetime(2026, 10, 20, 9, 0, tzinfo=dt.UTC)
WIDTH = 900  # pixels
LIMIT = 1_500_000  # bytes, all pictures together


def main() -> None:
    """Write docs/images/*.png."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="docgen-images-") as folder:
        shown = _documents(Path(folder))
        conversion = convert([document for document, _, _ in shown.values()])
        if conversion.findings:
            raise SystemExit("\n".join(finding.message for finding in conversion.findings))
        for name, (document, page, height) in shown.items():
            _picture(document.with_suffix(".pdf"), page, height, IMAGES / name)
    total = sum(picture.stat().st_size for picture in IMAGES.glob("*.png"))
    print(f"{len(shown)} pictures, {total} bytes")
    if total > LIMIT:
        raise SystemExit(f"more than {LIMIT} bytes: make them smaller")


def _documents(folder: Path) -> dict[str, tuple[Path, int, float]]:
    """Each picture's name, with its document, its page, and how much of the page's height it shows."""
    atelier = open_atelier(Workspace(ROOT))
    proposal = _made(atelier, "joue-les-tours", "programme", folder)
    sheet = _made(atelier, "joue-les-tours", "kit", folder, "emargement")
    agenda = _made(atelier, "exemple", "kit", folder, "agenda")
    # A workspace with a brief and nothing else: the draft shows what is missing.
    bare = _made(open_atelier(Workspace(folder / "nouveau")), "exemple", "programme", folder / "nouveau")
    template, agenda_template, tags = (folder / f"{name}.docx" for name in ("modele", "modele-agenda", "palette"))
    # As a manager opens them: the tags show.
    template.write_bytes((ROOT / "templates" / "emargement.docx").read_bytes())
    agenda_template.write_bytes((ROOT / "templates" / "agenda.docx").read_bytes())
    tags.write_bytes(palette([tous()["emargement"]], Workspace(ROOT)))
    form = folder / "formulaire.docx"
    form.write_bytes(make_form(atelier, commune="saint-avertin").contenu)
    return {
        "formulaire.png": (form, 1, 0.6),
        "proposition-1.png": (proposal, 1, 1.0),
        "proposition-2.png": (proposal, 2, 1.0),
        "emargement.png": (sheet, 1, 1.0),
        "agenda.png": (agenda, 1, 1.0),
        "a-completer.png": (bare, 1, 0.5),
        "modele-emargement.png": (template, 2, 1.0),
        "modele-agenda.png": (agenda_template, 1, 1.0),
        "palette.png": (tags, 1, 0.6),
    }


def _made(atelier: Atelier, brief: str, commande: str, folder: Path, document: str = "") -> Path:
    """The first document that a command makes of an example brief."""
    asked = Commande((commande,), documents=(document,) if document else (), sortie=folder)
    made = produce(atelier, ROOT / "briefs" / f"{brief}.yaml", commande=asked, now=NOW)
    return made.documents[0].chemin


def _picture(pdf: Path, page: int, height: float, target: Path) -> None:
    """One page of a PDF, or the top of it, as a PNG."""
    command = ["pdftoppm", "-png", "-singlefile", "-f", str(page), "-l", str(page)]
    scale = ["-scale-to-x", str(WIDTH), "-scale-to-y", "-1"]
    crop = [] if height == 1 else ["-x", "0", "-y", "0", "-W", str(WIDTH), "-H", str(round(WIDTH * 1.414 * height))]
    subprocess.run([*command, *scale, *crop, str(pdf), str(target.with_suffix(""))], check=True, timeout=60)


if __name__ == "__main__":
    main()
