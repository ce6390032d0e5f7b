"""INSEE's comparateur in its real layout (columns, « s », decimal points, arrondissements), with invented figures."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from docgen.errors import FaultsFoundError
from docgen.territory import Territoire
from docgen.territory.comparateur import Comparateur
from docgen.territory.importation import Importe, read
from docgen.territory.portrait import portrait

CSV = (Path(__file__).parent / "insee" / "base_cc_comparateur.csv").read_bytes()
TERRITOIRE = Territoire.open()


def a_workbook(*, sheet: str = "COM", above: int = 5) -> bytes:
    """The same figures as INSEE's XLSX has them: a title, a line of labels, and the names of columns on line 6."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for number in range(above):
        page.append(["Comparateur de territoires" if not number else "Code géographique"])
    lines = [line.split(";") for line in CSV.decode().splitlines()]
    for rank, cells in enumerate(lines):
        page.append([cell if not rank or not column else _cell(cell) for column, cell in enumerate(cells)])
    book.create_sheet("ARM")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text


def an_archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


def imported(data: bytes) -> Importe:
    return read(data, "f", TERRITOIRE)


def opened(data: bytes, tmp_path: Path) -> Comparateur:
    path = tmp_path / "comparateur.sqlite"
    path.write_bytes(imported(data).contenu)
    found = Comparateur.open(path)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "data",
    [
        CSV,
        CSV.replace(b"\r\n", b"\n"),
        b"\xef\xbb\xbf" + CSV,
        a_workbook(),
        an_archive(base_cc_comparateur__csv=CSV, meta_base_cc_comparateur__csv=b"COD_VAR;LIB_VAR\n"),
        an_archive(base_cc_comparateur__xlsx=a_workbook()),
    ],
    ids=["csv", "lf", "bom", "xlsx", "zip-csv", "zip-xlsx"],
)
def test_every_form_that_insee_publishes_gives_the_same_bytes(data: bytes) -> None:
    first = imported(CSV)
    again = imported(data)
    assert again.contenu == first.contenu
    # Twelve of today's, the two arrondissements being one; Saint-Martin is « 97801 » there too.
    assert (again.communes, again.inconnus, again.annee, again.findings) == (12, (), 2022, ())


def test_rates_are_those_of_the_figures(tmp_path: Path) -> None:
    figures = opened(CSV, tmp_path)
    rates = figures.taux(["12153"])
    assert rates.evolution == pytest.approx(-0.889, abs=0.001)  # 441 to 418 in six years
    assert rates.vacants == pytest.approx(10.0, abs=0.05)
    assert rates.secondaires == pytest.approx(33.33, abs=0.05)
    assert rates.chomage == pytest.approx(7.97, abs=0.05)
    assert rates.mediane == 20480
    assert (figures.annee, figures.annee_avant, figures.annee_revenu) == (2022, 2016, 2021)
    assert figures.taux(["12170"]).mediane is None  # secret


def test_arrondissements_are_added_up_and_their_median_income_is_not(tmp_path: Path) -> None:
    lyon = opened(CSV, tmp_path).taux(["69123"])
    assert lyon.vacants == pytest.approx(100 * (1670 + 3240) / (19049 + 22226), abs=0.001)
    assert lyon.mediane is None


def test_figures_of_a_part_of_an_epci_do_not_pass_for_its_own(tmp_path: Path) -> None:
    figures = opened(CSV, tmp_path)
    assert figures.taux(["12004", "12135"]).chomage == pytest.approx(100 * 18 / 400)
    assert figures.taux(["12004", "12999"]).chomage is None


def test_any_vintage_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    newer = CSV.replace(b"P22_", b"P23_").replace(b"P16_POP", b"P17_POP").replace(b"MED21", b"MED_SL23")
    figures = opened(newer, tmp_path)
    assert (figures.annee, figures.annee_avant, figures.annee_revenu) == (2023, 2017, 2023)
    assert figures.taux(["12153"]).mediane == 20480
    older = CSV.replace(b"P22_", b"P08_").replace(b"P16_POP", b"P99_POP")
    assert opened(older, tmp_path).annee_avant == 1999


def test_a_file_saved_again_by_a_french_spreadsheet_is_read(tmp_path: Path) -> None:
    saved = CSV.decode().replace(".", ",").replace("12153", "1004").encode("cp1252")  # without the zero of 01004
    assert opened(saved, tmp_path).taux(["01004"]).vacants == pytest.approx(10.0, abs=0.05)


def line(text: str, old: str, new: str) -> bytes:
    assert old in text
    return text.replace(old, new, 1).encode()


TEXT = CSV.decode()
BAD = {
    "vide": (b"", "U002", None),
    "binaire": (b"\x89PNG\r\n\x1a\n\x00\x00", "U002", None),
    "xls": (b"\xd0\xcf\x11\xe0 un ancien classeur", "U002", None),
    "classeur coupé": (a_workbook()[:-300], "U002", None),
    "archive sans tableau": (an_archive(lisez_moi__txt=b"x"), "U002", None),
    "autre feuille": (a_workbook(sheet="ARM2"), "U003", None),
    "autre fichier": (b"nom;prenom\nA;B\n", "U003", None),
    "sans population": (line(TEXT, "P22_POP;P16_POP", "POPULATION;AVANT"), "U003", (1, 1)),
    "colonne en double": (line(TEXT, "P22_RP;", "P22_LOG;"), "U003", (1, 10)),
    "ligne coupée": (line(TEXT, "12135;435;400;15.95;0;0", "12135;435")[:-1], "U004", (5, 1)),
    "guillemet": (line(TEXT, "12135;435", '12135;"435'), "U004", (5, 1)),
    "nombre": (line(TEXT, "12153;418", "12153;quatre cents"), "U005", (6, 2)),
    "démesuré": (line(TEXT, "12153;418", "12153;1e99"), "U005", (6, 2)),
    "négatif": (line(TEXT, "12153;418", "12153;-418"), "U005", (6, 2)),
    "code": (line(TEXT, "12153;418", "Montjaux;418"), "U006", (6, 1)),
    "code en double": (line(TEXT, "12153;418", "12135;418"), "U006", (6, 1)),
    "aucune commune": (TEXT.splitlines()[0].encode() + b"\n", "U007", None),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gives_one_finding_where_it_stands(name: str) -> None:
    data, code, place = BAD[name]
    with pytest.raises(FaultsFoundError) as caught:
        imported(data)
    (finding,) = caught.value.findings
    assert (finding.code, finding.exit_code, finding.fichier) == (code, 2, "f")
    assert place == (None if finding.mark is None else (finding.mark.ligne, finding.mark.colonne))
    assert finding.message.endswith(".")
    assert finding.remede.endswith(".")


def test_a_cell_far_from_the_table_is_refused_before_it_is_laid_out() -> None:
    book = openpyxl.Workbook()
    book.active.title = "COM"
    book.active["XFD1048576"] = 1
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(FaultsFoundError) as caught:
        imported(out.getvalue())
    assert caught.value.findings[0].code == "U002"


def test_a_column_that_is_not_there_is_told_and_its_figure_left_out(tmp_path: Path) -> None:
    without = CSV.replace(b"P22_LOGVAC", b"AUTRE")
    (notice,) = imported(without).findings
    assert (notice.code, notice.exit_code) == ("U009", 0)
    assert "les logements vacants" in notice.message
    assert opened(without, tmp_path).taux(["12153"]).vacants is None


def test_a_broken_compact_file_is_told_and_never_half_read(tmp_path: Path) -> None:
    path = tmp_path / "comparateur.sqlite"
    assert Comparateur.open(path) is None
    whole = imported(CSV).contenu
    for data in (b"", b"autre chose", whole[:2000], whole.replace(b"chiffres", b"cHIFFRE5")):
        path.write_bytes(data)
        with pytest.raises(FaultsFoundError) as caught:
            Comparateur.open(path)
        assert [(f.code, f.exit_code) for f in caught.value.findings] == [("U008", 0)]


def test_the_words_of_the_territory_follow_from_the_figures(tmp_path: Path) -> None:
    figures = opened(CSV, tmp_path)

    def words(code: str, mots: tuple[str, ...] | None = None) -> tuple[str, ...]:
        commune = TERRITOIRE.commune(code)
        assert commune is not None
        return portrait(commune, TERRITOIRE, comparateur=figures, mots=mots).traits.presents

    assert words("12153") == ("perd-des-habitants", "residences-secondaires")
    assert words("12047") == ("gagne-des-habitants", "residences-secondaires")
    assert words("12170") == ()  # neither: it is known, and nothing holds
    assert words("97209") == ("outre-mer", "ville-centre", "perd-des-habitants")
    assert words("12153", ()) == ()  # what the brief says goes before
    assert words("12153", ("littoral",)) == ("littoral",)


def test_without_figures_nothing_is_known_of_what_they_tell() -> None:
    commune = TERRITOIRE.commune("12153")
    assert commune is not None
    known = portrait(commune, TERRITOIRE)
    assert known.chiffres is None
    assert known.traits.presents == ()
    assert known.traits.connus == {"outre-mer", "ville-centre"}


def test_figures_stand_beside_the_medians_of_stratum_and_comparables(tmp_path: Path) -> None:
    commune = TERRITOIRE.commune("12153")
    assert commune is not None
    figures = portrait(commune, TERRITOIRE, comparateur=opened(CSV, tmp_path)).chiffres
    assert figures is not None
    # The seven others of 250 to 499 inhabitants in the Aveyron: 5, 6, 10, 10, 10, 15 and 15 %.
    assert figures.strate.vacants == pytest.approx(10.0, abs=0.05)
    # Almont-les-Junies, Lunac and Naussac: 10, 5 and 15 %.
    assert figures.comparables.vacants == pytest.approx(10.0, abs=0.05)
    assert figures.comparables.mediane == 22250  # of 21 500 and 23 000; the third is secret
