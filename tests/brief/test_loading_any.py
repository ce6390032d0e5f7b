"""Whatever a brief says, it is read and checked without an exception: findings with a place, or a brief to tailor."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.brief import check_brief, load_brief
from docgen.catalogue import load_catalogue
from docgen.findings import has_errors
from docgen.organisme import load_organisme
from docgen.programme import build_programme
from docgen.territory import Territoire

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]
BRIEFS = sorted((ROOT / "briefs").glob("*.yaml"))
DATA = [yaml.load(path.read_bytes(), Loader=yaml.BaseLoader) for path in BRIEFS]  # noqa: S506 - texts alone
TEXTS = [path.read_text(encoding="utf-8") for path in BRIEFS]
TERRITOIRE = Territoire.open()
CATALOGUE, _ = load_catalogue([ROOT / "catalogue"])
ORGANISME, _ = load_organisme(ROOT / "organisme.yaml")

SLIPS = (
    *("", "12", "99", "O1", "2026-12-03", "31/02/2027", "9:00-12:30", "23h-24h", "0:00-24:00", "f1", "1 450,00 €"),
    *("diagnostic", "{client.nom}", "{", "37122", "zoom-finances", "participants/le-mans.csv", "../x.csv"),
)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**12),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
    st.sampled_from(SLIPS),
    st.lists(st.sampled_from(["12", "A1", "", "diagnostic"]), max_size=3),
    st.dictionaries(st.sampled_from(["id", "code", "nom", "date", "matin"]), st.just("12"), max_size=3),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value."""
    found = [path] if path else []
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in steps:
        found += places(child, (*path, step))
    return found


@st.composite
def changed(draw: st.DrawFn) -> Any:
    """An example brief in which up to four values are taken away, doubled or replaced."""
    data = copy.deepcopy(draw(st.sampled_from(DATA)))
    for _ in range(draw(st.integers(1, 4))):
        every = places(data)
        if not every:
            break
        *above, last = draw(st.sampled_from(every))
        holder = data
        for step in above:
            holder = holder[step]
        match draw(st.sampled_from(["remove", "replace", "double"])):
            case "remove":
                del holder[last]
            case "double" if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[last]))
            case _:
                holder[last] = draw(ODD)
    return data


def check(folder: Path, text: str) -> None:
    path = folder / "briefs" / "brief.yaml"
    path.parent.mkdir(exist_ok=True)
    (folder / "briefs" / "participants").mkdir(exist_ok=True)
    for liste in (ROOT / "briefs" / "participants").glob("*.csv"):
        (folder / "briefs" / "participants" / liste.name).write_bytes(liste.read_bytes())
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    loaded = load_brief(path, territoire=TERRITOIRE, organisme=ORGANISME)
    findings = [*loaded.findings, *check_brief(loaded, catalogue=CATALOGUE, organisme=ORGANISME)]
    for finding in findings:
        assert finding.message
        assert finding.remede
        assert finding.fichier
    if loaded.brief is None:
        assert has_errors(findings)
    elif not has_errors(findings):
        programme, faults = build_programme(loaded.brief, CATALOGUE, ORGANISME)
        assert (programme is None) == bool(faults)
        for fault in faults:
            assert loaded.place(fault.chemin).mark is not None


@settings(max_examples=250)
@given(changed())
def test_any_values_in_a_brief(tmp_path_factory: pytest.TempPathFactory, data: Any) -> None:
    check(tmp_path_factory.mktemp("brief"), yaml.safe_dump(data, allow_unicode=True))


@settings(max_examples=120)
@given(st.sampled_from(TEXTS), st.integers(0, 6000), st.integers(0, 60), st.text(max_size=6))
def test_any_slip_of_the_keyboard_in_a_brief(
    tmp_path_factory: pytest.TempPathFactory, text: str, at: int, length: int, typed: str
) -> None:
    check(tmp_path_factory.mktemp("brief"), text[:at] + typed + text[at + length :])
