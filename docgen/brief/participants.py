"""A participant list: a file beside the brief, CSV or XLSX, whose columns are found by their names.

P001 absent             P005 not a workbook (workbook.py)    P009 row without name      P013 column ignored (notice)
P002 huge               P006 no column of names              P010 path out of reach     P014 merged cells (warning)
P003 encoding (rows.py) P007 quotes (rows.py)                P011 qualité unknown       P015 too many rows
P004 kind of file       P008 too wide (rows.py)              P012 near name (notice)    P016 empty (warning)
P017 control character   P018 row too long               P019 formula without result
P020 row of totals (notice)    P021 sheets that are not read (notice)    P022 address without @ (warning)
"""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.brief.heads import is_total, with_title_settled
from docgen.brief.model import Participant
from docgen.brief.rows import EMPTY_LIST, MAX_ROWS, list_fault, read_csv
from docgen.brief.workbook import read_xlsx
from docgen.errors import FaultsFoundError
from docgen.findings import Gravite
from docgen.francais import liste, panne
from docgen.nearest import fold, nearest
from docgen.validation.formats import is_courriel
from docgen.validation.wording import quoted
from docgen.workspace import stays_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from docgen.brief.rows import Row, Table
    from docgen.findings import Finding
    from docgen.validation.places import Place

COLUMNS = ("nom", "prenom", "civilite", "fonction", "qualite", "courriel")
# Other names that spreadsheets give to these columns.
ALIASES = {
    **{name: name for name in COLUMNS},
    "nom de famille": "nom",
    "nom d usage": "nom",
    "nom complet": "nom",
    "nom prenom": "nom",
    "nom et prenom": "nom",
    "prenom nom": "nom",
    "prenom et nom": "nom",
    "identite": "nom",
    "civ": "civilite",
    "titre": "civilite",
    "mandat": "fonction",
    "poste": "fonction",
    "statut": "qualite",
    "email": "courriel",
    "e mail": "courriel",
    "mail": "courriel",
    "adresse electronique": "courriel",
    "adresse mail": "courriel",
}
READERS: dict[str, Callable[[bytes, str], Table]] = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), read_csv),
    ".xlsx": lambda data, fichier: read_xlsx(data, fichier, lambda table: _header_rank(table) is not None),
}
HEADER_WITHIN = 10  # rows: a title may stand above the header
MAX_BYTES = 10 * 1024 * 1024
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
EXAMPLE = "Première ligne attendue : nom;prenom;fonction;qualite;courriel (« nom » suffit)."


def read_list(typed: str, where: Place, folder: Path, root: Path) -> tuple[tuple[Participant, ...], list[Finding]]:
    """The people of the list that a brief of `folder` names, within the workspace `root`; and what is wrong with it.

    Never raises for a bad list.
    """
    try:
        path = _reach(typed, where, folder, root)
        data = _bytes(path, typed, where)
        return _people(READERS[path.suffix.lower()](data, str(path)))
    except FaultsFoundError as error:
        return (), list(error.findings)


def no_list(typed: str, where: Place) -> Finding:
    """A list that is out of reach: its brief came without a folder."""
    message = f"le brief a été envoyé sans la liste {quoted(typed)}."
    remede = "Écrivez les participants dans le brief, l’un sous l’autre ; la proposition s’en passe."
    return where.finding("P010", message, remede, Gravite.AVERTISSEMENT)


def _reach(typed: str, where: Place, folder: Path, root: Path) -> Path:
    """The path of the list. A brief sent by somebody else must not make docgen print any file of this disk."""
    path = folder / typed
    if not stays_in(typed, folder, root):
        raise _fault(
            where,
            "P010",
            f"le chemin {quoted(typed)} sort de l’espace de travail.",
            "Copiez la liste dans « briefs/participants », et écrivez son chemin à partir du brief.",
        )
    if path.suffix.lower() not in READERS:
        raise _fault(
            where,
            "P004",
            f"{quoted(typed)} n’est ni un fichier CSV ni un classeur XLSX.",
            "Enregistrez la liste au format XLSX (classeur Excel) ou « CSV UTF-8 ».",
        )
    return path


def _bytes(path: Path, typed: str, where: Place) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _fault(where, "P001", f"{quoted(typed)} n’est pas un fichier.", "Donnez une liste CSV ou XLSX.")
        if status.st_size > MAX_BYTES:
            raise _fault(where, "P002", f"{quoted(typed)} pèse plus de 10 Mo.", "Gardez les seules lignes utiles.")
        return path.read_bytes()
    except FileNotFoundError:
        near = nearest(path.name, [other.name for other in path.parent.glob("*")]) if path.parent.is_dir() else None
        remede = (
            f"Écrivez « {(Path(typed).parent / near).as_posix()} »."
            if near
            else "Vérifiez son nom ; le chemin part du dossier du brief."
        )
        raise _fault(where, "P001", f"la liste {quoted(typed)} n’existe pas.", remede) from None
    except OSError as error:
        message = f"la liste {quoted(typed)} ne peut pas être lue : {panne(error)}."
        raise _fault(where, "P001", message, "Vérifiez ce fichier, et fermez-le dans le tableur.") from None


def _fault(where: Place, code: str, message: str, remede: str) -> FaultsFoundError:
    return FaultsFoundError([where.finding(code, message, remede)])


def _people(table: Table) -> tuple[tuple[Participant, ...], list[Finding]]:
    if not table.rows:
        return (), [table.place(1).finding(*EMPTY_LIST, Gravite.AVERTISSEMENT)]
    rank = _header(table)
    below = table.rows[rank + 1 :]
    header, findings = with_title_settled(table, table.rows[rank], below)
    columns = _columns(header)
    if len(below) > MAX_ROWS:
        raise list_fault(
            table.fichier, "P015", f"la liste compte plus de {MAX_ROWS} lignes.", "Gardez une ligne par participant."
        )
    findings += [*_other_sheets(table), *_about_columns(table, header), *_merged(table, header.ligne)]
    people: list[Participant] = []
    for row in below:
        values = {name: row.cells[i] for name, i in columns.items() if i < len(row.cells) and row.cells[i]}
        if is_total(row):
            findings.append(_counted(table, row))
            continue
        faults = list(_faults(table, row, len(header.cells), columns, values))
        findings += faults
        if not faults:
            people.append(_participant(values))
            findings += _odd_address(table, row, columns, values)
    if not below:
        findings.append(
            table.place(header.ligne).finding(
                "P016", "la liste n’a pas de participant.", "Ajoutez une ligne par participant.", Gravite.AVERTISSEMENT
            )
        )
    return tuple(people), findings


def _header(table: Table) -> int:
    """The first row with a column of names; FaultsFoundError when there is none."""
    rank = _header_rank(table)
    if rank is not None:
        return rank
    raise list_fault(
        table.fichier,
        "P006",
        "la liste n’a pas de colonne « nom ».",
        EXAMPLE,
        table.rows[0].ligne,
    )


def _header_rank(table: Table) -> int | None:
    for i, row in enumerate(table.rows[:HEADER_WITHIN]):
        if "nom" in {ALIASES.get(_head(cell)) for cell in row.cells}:
            return i
    for i, row in enumerate(table.rows[:HEADER_WITHIN]):
        if "nom" in _columns(row) and len(_columns(row)) > 1:
            return i
    return None


def _columns(row: Row) -> dict[str, int]:
    """The place of each known column; of two that have the same name, the one that bears it, else the first."""
    found = {fold(cell): i for i, cell in reversed(list(enumerate(row.cells))) if fold(cell) in COLUMNS}
    for i, cell in enumerate(row.cells):
        name = _column(cell)
        if name:
            found.setdefault(name, i)
    return found


def _head(cell: str) -> str:
    """A head folded; « nom|prenom » is no « nom prénom », but two heads parted by what parts no columns."""
    return "" if "|" in cell else fold(cell)


def _column(cell: str) -> str | None:
    folded = _head(cell)
    if folded in ALIASES:
        return ALIASES[folded]
    near = nearest(cell, ALIASES) if folded else None
    return ALIASES[near] if near else None


def _about_columns(table: Table, row: Row) -> Iterator[Finding]:
    columns = _columns(row)
    for i, cell in enumerate(row.cells, start=1):
        name = _column(cell)
        if not cell or fold(cell) == name:
            continue
        where = table.place(row.ligne, i)
        if name and columns[name] == i - 1:
            yield where.finding(
                "P012",
                f"la colonne « {cell} » est lue comme « {name} ».",
                gravite=Gravite.AVIS,
                remede="Rien à faire si c’est bien cela.",
            )
        else:
            yield where.finding(
                "P013",
                f"la colonne « {cell} » n’est pas utilisée.",
                gravite=Gravite.AVIS,
                remede=f"Colonnes connues : {', '.join(COLUMNS)}.",
            )


def _other_sheets(table: Table) -> Iterator[Finding]:
    if table.autres:
        others = liste(quoted(name) for name in table.autres)
        are = "ne sont pas lues" if len(table.autres) > 1 else "n’est pas lue"
        yield table.place(1).finding(
            "P021",
            f"la feuille {quoted(table.feuille)} est lue ; {others} {are}.",
            "Pour en lire une autre, mettez-la en premier, avec sa ligne de titres.",
            Gravite.AVIS,
        )


def _counted(table: Table, row: Row) -> Finding:
    said = " ".join(cell for cell in row.cells if cell)
    return table.place(row.ligne).finding(
        "P020",
        f"cette ligne compte des personnes, elle n’en nomme pas ({quoted(said)}) : elle n’est pas lue.",
        "Rien à faire si c’est bien un total.",
        Gravite.AVIS,
    )


def _odd_address(table: Table, row: Row, columns: Mapping[str, int], values: Mapping[str, str]) -> Iterator[Finding]:
    typed = values.get("courriel", "")
    if typed and not is_courriel(typed):
        yield table.place(row.ligne, columns["courriel"] + 1).finding(
            "P022",
            f"{quoted(typed)} n’est pas une adresse de courriel.",
            "Corrigez-la, ou laissez la cellule vide.",
            Gravite.AVERTISSEMENT,
        )


def _merged(table: Table, header: int) -> Iterator[Finding]:
    for ligne, colonne in table.merged:
        if ligne >= header:
            yield table.place(ligne, colonne).finding(
                "P014",
                "des cellules sont fusionnées : seule la première ligne garde leur valeur.",
                "Défaites la fusion, et remplissez chaque ligne.",
                Gravite.AVERTISSEMENT,
            )
            return


def _faults(
    table: Table, row: Row, width: int, columns: Mapping[str, int], values: Mapping[str, str]
) -> Iterator[Finding]:
    if any(CONTROL.search(cell) for cell in row.cells):
        yield table.place(row.ligne).finding(
            "P017", "cette ligne contient un caractère invisible.", "Retapez les cellules de cette ligne."
        )
    elif any(row.cells[width:]):
        yield table.place(row.ligne, width + 1).finding(
            "P018",
            "cette ligne a plus de cellules que la ligne de titres : tout peut y être décalé.",
            "Retirez le séparateur en trop, ou mettez la cellule entre guillemets.",
        )
    elif empty := [(i, cell) for i in columns.values() if (cell := f"{_letters(i)}{row.ligne}") in table.sans_resultat]:
        yield table.place(row.ligne, empty[0][0] + 1).finding(
            "P019",
            f"la cellule {empty[0][1]} contient une formule sans résultat.",
            "Remplacez la formule par ce qu’elle devait donner ; ou ouvrez le classeur dans le tableur, "
            "vérifiez cette cellule et enregistrez.",
        )
    elif "nom" not in values:
        yield table.place(row.ligne, columns["nom"] + 1).finding(
            "P009", "cette ligne n’a pas de nom.", "Écrivez le nom de famille, ou supprimez la ligne."
        )
    elif _qualite(values) is None:
        yield table.place(row.ligne, columns["qualite"] + 1).finding(
            "P011", f"la qualité « {values['qualite']} » n’est pas connue.", "Écrivez « elu » ou « agent »."
        )


def _letters(column: int) -> str:
    """The letters of a column, from 0; a list has sixty at most."""
    return f"{chr(ord('A') + column // 26 - 1) if column >= 26 else ''}{chr(ord('A') + column % 26)}"  # noqa: PLR2004


def _qualite(values: Mapping[str, str]) -> str | None:
    typed = fold(values.get("qualite", "elu"))
    return next((name for name in ("elu", "agent") if typed.startswith(name)), None)


def _participant(values: Mapping[str, str]) -> Participant:
    texts: dict[str, Any] = {name: values.get(name) for name in ("prenom", "civilite", "fonction", "courriel")}
    return Participant(nom=values["nom"], qualite=_qualite(values) or "elu", **texts)
