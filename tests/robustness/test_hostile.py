"""Files made to harm: each gets one clear finding, within five seconds and 500 MB, and nothing is lost."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest
from desk import BRIEF, LIST, LOGO, MODULE, ORGANISME, ROOT, WORKBOOK, a_desk, one_session, put
from mutations import workbook_of, zip_of

from docgen.word.files import MAX_BYTES
from docgen.word.package import MAX_PARTS
from scripts.modeles.logo import logo

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS, MEGABYTES = 5, 500
SCRIPT = Path(__file__).with_name("measuring.py")
TEXT = one_session((ROOT / "briefs" / "joue-les-tours.yaml").read_text("utf-8"))
AGENDA, KIT = "templates/agenda.docx", ["kit", "--document", "agenda"]
NAMED_LIST, NAMED_BOOK = f"participants/{Path(LIST).name}", f"participants/{Path(WORKBOOK).name}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)
ACCENTS = "Àâäçéèêëîïôœùûüÿ ÆŒŸ D’Aÿ-Ñandú"


@dataclass(frozen=True)
class Hostile:
    """Files to put on the desk, by name; the command; its exit code, and the codes of what it finds first."""

    files: Callable[[], dict[str, bytes]]
    code: int
    found: str = ""
    args: tuple[str, ...] = ("programme",)
    links: dict[str, str] = field(default_factory=dict)


def brief(*changes: tuple[str, str]) -> Callable[[], dict[str, bytes]]:
    """The brief with passages replaced."""

    def made() -> dict[str, bytes]:
        text = TEXT
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        return {BRIEF: text.encode("utf-8", "surrogatepass")}

    return made


def raw(name: str, data: bytes | Callable[[], bytes]) -> Callable[[], dict[str, bytes]]:
    return lambda: {name: data if isinstance(data, bytes) else data()}


def bomb(prefix: str = "") -> bytes:
    lines = [f"{prefix}a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    return "\n".join(lines).encode()


def value(text: str) -> Callable[[], dict[str, bytes]]:
    """A text of the brief, in quotes, with YAML's escapes."""
    return brief(("    nom: Kervadec-Exemple", f'    nom: "{text}"'))


def workbook(make: Callable[[], bytes]) -> Callable[[], dict[str, bytes]]:
    return lambda: {**brief((NAMED_LIST, NAMED_BOOK))(), WORKBOOK: make()}


def parts(**changed: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(ROOT / AGENDA) as archive:
        return [(name, changed.get(name, archive.read(name))) for name in archive.namelist()]


def word(tag: str) -> bytes:
    made = docx.Document()
    made.add_paragraph(tag)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def template(make: Callable[[], bytes] | bytes) -> Callable[[], dict[str, bytes]]:
    return raw(AGENDA, make)


def body(xml: bytes) -> Callable[[], dict[str, bytes]]:
    return template(lambda: zip_of(parts(**{"word/document.xml": xml})))


def claiming(width: int, height: int) -> bytes:
    """A small picture whose header claims another size."""
    return logo()[:16] + struct.pack(">II", width, height) + logo()[24:]


CELLS = b"<c " * 6_000_000
ENTITIES = b"".join(b'<!ENTITY b%d "%s">' % (i, b"&b%d;" % (i - 1) * 10) for i in range(1, 15))

FROM_ELSEWHERE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'TargetMode="External" Target="http://x.example/y.dotm" Type="http://schemas.openxmlformats.org/officeDocument/'
    b'2006/relationships/attachedTemplate"/></Relationships>'
)

CASES: dict[str, Hostile] = {
    # YAML
    "aliases in aliases": Hostile(raw(BRIEF, bomb()), 1, "B006"),
    "aliases in organisme.yaml": Hostile(raw(ORGANISME, bomb()), 3, "O006"),
    "aliases in the catalogue": Hostile(raw(MODULE, bomb('code: "12"\n')), 3, "C006"),
    "deep brackets": Hostile(raw(BRIEF, b"a: " + b"[" * 400_000), 1, "B009"),
    "deep indents": Hostile(raw(BRIEF, b"".join(b" " * i + b"a:\n" for i in range(1_300))), 1, "B009"),
    "a scalar of 10 MB": Hostile(raw(BRIEF, b"a: " + b"x" * 10_000_000), 1, "B002"),
    "a scalar of almost 1 MB": Hostile(value("x" * 900_000), 0),
    "a million keys": Hostile(raw(BRIEF, b"".join(b"a%d:\n" % i for i in range(100_000))), 1, "B009"),
    "a key twice": Hostile(brief(("version: 1", "version: 1\nversion: 2")), 1, "B008"),
    "a key a thousand times": Hostile(raw(BRIEF, b"version: 1\n" * 50_000), 1, "B008"),
    "a tag of Python": Hostile(brief(("version: 1", "version: !!python/object/apply:os.system [id]")), 1, "B007"),
    "UTF-16": Hostile(raw(BRIEF, TEXT.encode("utf-16")), 1, "B003"),
    "UTF-32": Hostile(raw(BRIEF, TEXT.encode("utf-32")), 1, "B003"),
    "Windows-1252": Hostile(raw(BRIEF, TEXT.encode("cp1252", "replace")), 1, "B003"),
    "a byte order mark": Hostile(raw(BRIEF, TEXT.encode("utf-8-sig")), 0),
    "a NUL": Hostile(raw(BRIEF, TEXT.encode() + b"\0"), 1, "B003"),
    "a NUL by its escape": Hostile(value("a\\0b"), 1, "B003"),
    "a folder in the place of the brief": Hostile(dict, 2, "U001", ("programme", "briefs/dossier.yaml")),
    # participants
    "a formula never worked out": Hostile(workbook(lambda: workbook_of([["nom", "prenom"], ["X", "=A2"]])), 1, "P019"),
    "100 000 rows of CSV": Hostile(raw(LIST, b"nom;prenom\n" + b"X;Y\n" * 100_000), 1, "P015"),
    "100 000 rows of a workbook": Hostile(workbook(lambda: workbook_of([["nom"], *[["X"]] * 100_000])), 1, "P015"),
    "a separator that is none": Hostile(raw(LIST, b"nom|prenom\nX|Y\n"), 1, "P006"),
    "merged cells": Hostile(
        workbook(lambda: workbook_of([["nom", "fonction"], ["A", "maire"], ["B", None]], "B2:B3")), 0, "P014"
    ),
    "no column of names": Hostile(raw(LIST, b"prenom;fonction\nX;Y\n"), 1, "P006"),
    "a near name of a column": Hostile(raw(LIST, b"nom;pr\xc3\xa9noms\nX;Y\n"), 0, "P012"),
    "cells that never end": Hostile(
        workbook(lambda: zip_of([("xl/worksheets/sheet1.xml", CELLS), ("xl/workbook.xml", b"<x/>")])), 1, "P005"
    ),
    "a workbook of 2 GB": Hostile(
        workbook(lambda: zip_of([("xl/worksheets/sheet1.xml", bytes(60_000_000))])), 1, "P002"
    ),
    "a workbook behind a password": Hostile(workbook(lambda: OLE), 1, "P005"),
    # templates
    "the class of a text": Hostile(
        template(lambda: word("{{ ''.__class__.__mro__[1].__subclasses__() }}")), 3, "M007", tuple(KIT)
    ),
    "the globals of a macro": Hostile(
        template(lambda: word("{{ cycler.__init__.__globals__.os }}")), 3, "M030", tuple(KIT)
    ),
    "a format that reaches": Hostile(
        template(lambda: word("{{ '{0.__class__}'.format(client) }}")), 3, "M004", tuple(KIT)
    ),
    "attr": Hostile(template(lambda: word("{{ client|attr('__class__') }}")), 3, "M004", tuple(KIT)),
    "a loop without end": Hostile(
        template(
            lambda: word("{% set a = 'aaaaaaaaaa' * 99999 %}{% for i in a %}{% for j in a %}{% endfor %}{% endfor %}")
        ),
        3,
        "M034",
        tuple(KIT),
    ),
    "a zip bomb": Hostile(
        template(lambda: zip_of([*parts(), ("word/media/zero.bin", bytes(MAX_BYTES + 1))])), 3, "M009", tuple(KIT)
    ),
    "entities in entities": Hostile(
        body(b'<!DOCTYPE x [<!ENTITY b0 "bbbbbbbbbb">' + ENTITIES + b"]><x>&b14;</x>"), 3, "M002", tuple(KIT)
    ),
    "an entity from elsewhere": Hostile(
        body(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'), 3, "M002", tuple(KIT)
    ),
    "an encrypted .docx": Hostile(template(OLE), 3, "M002", tuple(KIT)),
    "a .doc": Hostile(raw("vieux.doc", OLE), 3, "M002", ("modeles", "verifier", "vieux.doc")),
    "an .odt renamed": Hostile(
        template(lambda: zip_of([("mimetype", b"x"), ("content.xml", b"<x/>")])), 3, "M002", tuple(KIT)
    ),
    "a .docm": Hostile(
        raw("macros.docm", (ROOT / AGENDA).read_bytes()), 3, "M002", ("modeles", "verifier", "macros.docm")
    ),
    "a zip cut short": Hostile(template((ROOT / AGENDA).read_bytes()[:-300]), 3, "M002", tuple(KIT)),
    "thousands of parts": Hostile(
        template(lambda: zip_of([*parts(), *((f"word/{i}.xml", b"<x/>") for i in range(MAX_PARTS))])),
        3,
        "M009",
        tuple(KIT),
    ),
    "a model from elsewhere": Hostile(
        template(lambda: zip_of([*parts(), ("word/_rels/settings.xml.rels", FROM_ELSEWHERE)])),
        0,
        "M053",
        (*KIT, "-o", "out/neuf"),
    ),
    # paths
    "a reference that climbs": Hostile(brief(("JLT-2026-01", "../../JLT")), 1, "B014"),
    "a reference with a slash": Hostile(brief(("JLT-2026-01", "a/b")), 1, "B014"),
    "a reference with a colon": Hostile(brief(("JLT-2026-01", '"a:b"')), 1, "B014"),
    "a reference that hides": Hostile(brief(("JLT-2026-01", ".cache")), 1, "B014"),
    "a list out of the workspace": Hostile(brief((NAMED_LIST, "../../../etc/passwd.csv")), 1, "P010"),
    "a list at an absolute place": Hostile(brief((NAMED_LIST, "/etc/passwd.csv")), 1, "P010"),
    "a list on a Windows disk": Hostile(brief((NAMED_LIST, "'C:\\x.csv'")), 1, "P010"),
    "a list through a link": Hostile(
        brief((NAMED_LIST, "participants/lien.csv")), 1, "P010", links={"briefs/participants/lien.csv": "/etc/passwd"}
    ),
    "a list through links in a circle": Hostile(
        brief((NAMED_LIST, "participants/lien.csv")), 1, "P010", links={"briefs/participants/lien.csv": "lien.csv"}
    ),
    "a list of a NUL": Hostile(brief((NAMED_LIST, '"a\\0.csv"')), 1, "B003"),
    "a logo out of the workspace": Hostile(
        lambda: {ORGANISME: (ROOT / ORGANISME).read_bytes() + b"\nlogo: ../../x.png\n"}, 3, "O026"
    ),
    "a logo at an absolute place": Hostile(
        lambda: {ORGANISME: (ROOT / ORGANISME).read_bytes() + b"\nlogo: /etc/passwd\n"}, 3, "O026"
    ),
    "a logo of 60 000 pixels": Hostile(raw(LOGO, claiming(60_000, 60_000)), 3, "O025"),
    # values
    "a control character": Hostile(value("a\x07b"), 1, "B003"),
    "half a pair": Hostile(value("a\\uD800b"), 1, "B005"),
    "marks of right to left": Hostile(value("a\u202eb\u200fc\u2066"), 0),
    "emoji": Hostile(value("👩\u200d👩\u200d👧 🇫🇷"), 0),
    "every French accent": Hostile(value(ACCENTS), 0),
    "accents in two pieces": Hostile(value("E\u0301lodie"), 0),
    "a price of nothing": Hostile(brief(('prix_jour: "1450.00"', 'prix_jour: "0"')), 0, "B067"),
    "a list of nobody": Hostile(brief((f"participants: {NAMED_LIST}", "participants: []")), 0, "P016"),
}


def answers(root: Path) -> dict[str, dict[str, Any]]:
    """What each command answered: one process for all, so that its peak is that of the worst."""
    (root / "modele").mkdir()
    clean = a_desk(root / "modele")
    cases = []
    for rank, hostile in enumerate(CASES.values()):
        folder = root / str(rank) / "bureau"
        folder.mkdir(parents=True)
        put(folder, {**clean, **hostile.files()})
        (folder / "briefs" / "dossier.yaml").mkdir()
        for link, target in hostile.links.items():
            (folder / link).symlink_to(target)
        named = hostile.args if len(hostile.args) > 1 and hostile.args[0] != "kit" else (*hostile.args, BRIEF)
        cases.append({"folder": str(folder), "args": named})
    (root / "cases.json").write_text(json.dumps(cases), "utf-8")
    result = subprocess.run(
        [sys.executable, str(SCRIPT), str(root / "cases.json")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS * len(CASES),
    )
    assert result.returncode == 0, result.stderr[-3000:]
    return dict(zip(CASES, json.loads(result.stdout), strict=True))


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
def test_what_is_made_to_harm_gets_one_clear_finding(tmp_path: Path) -> None:
    for name, told in answers(tmp_path).items():
        hostile = CASES[name]
        assert told["code"] == hostile.code, (name, told["printed"])
        assert told["seconds"] < SECONDS, name
        assert told["megabytes"] < MEGABYTES, name
        errors = {finding["code"] for finding in told["findings"] if finding["gravite"] == "erreur"}
        assert not hostile.found or hostile.found in {finding["code"] for finding in told["findings"]}, name
        if hostile.code:
            # The brief says which of its modules the catalogue's fault takes; of a template, all faults are told.
            others = {code for code in errors - {hostile.found} if not code.startswith("M")}
            assert others <= {"B030"}, name
            assert told["changed"] == [], name
        assert all(change.startswith("out/") for change in told["changed"]), name
