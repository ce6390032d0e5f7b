"""What people, programs and bad luck do to files: changes of data, of text, of bytes, of XML and of zips."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from typing import Any

import openpyxl
import yaml
from hypothesis import strategies as st
from lxml import etree

SLIPS = (
    *("", "12", "99", "O1", "2026-12-03", "31/02/2027", "2026-02-30", "9999-12-31", "0001-01-01", "26-12-03"),
    *("9:00-12:30", "23h-24h", "0:00-24:00", "9:00–12:30", "f1", "1 450,00 €", "-5", "1e9", "NaN", "0", "0.00"),
    *(
        "diagnostic",
        "{client.nom}",
        "{",
        "{{ 7*7 }}",
        "{% for x in y %}",
        "37122",
        "zoom-finances",
        "exoneree",
        "150 %",
    ),
    *("participants/le-mans.csv", "../x.csv", "/etc/passwd", "C:\\x", "a\\b", "CON", ".", "..", "a/b", "out"),
    *(
        "<w:p/>",
        "]]>",
        "&amp;",
        "&#0;",
        "\u202etxt.exe",
        "\u200b",
        "\ufeff",
        "👩‍👩‍👧‍👦",
        "ÀÂÄÇÉÈÊËÎÏÔŒÙÛÜŸàâäçéèêëîïôœùûüÿ",
        "e\u0301",
    ),
    *("\u0085", "\u2028", "\ue000", "\U0010fffd", "א", "x" * 5_000, "é" * 300, "mot " * 2_000, "a\tb", "a\nb\n\nc"),
)
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
ODD: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**20),
    st.floats(),
    st.dates(),
    TEXT,
    st.sampled_from(SLIPS),
    st.lists(st.sampled_from(["12", "A1", "", "diagnostic", None, {}]), max_size=3),
    st.dictionaries(st.sampled_from(["id", "code", "nom", "date", "matin"]), st.just("12"), max_size=3),
    st.integers(1, 60).map(lambda depth: nested(depth)),  # noqa: PLW0108 - it is defined below,
)
BYTES = st.one_of(
    st.binary(min_size=1, max_size=6),
    st.sampled_from(
        [b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\t", b"#", b"&a ", b"*a", b"!!python/x ", b"<<: ", b"{", b'"']
    ),
)


def nested(depth: int) -> Any:
    value: Any = "x"
    for level in range(depth):
        value = [value] if level % 2 else {"nom": value}
    return value


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value."""
    found = [path] if path else []
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in steps:
        found += places(child, (*path, step))
    return found


@st.composite
def changed_data(draw: st.DrawFn, source: Any) -> Any:
    """Data in which up to four values are taken away, doubled, renamed, moved or replaced."""
    data = copy.deepcopy(source)
    for _ in range(draw(st.integers(1, 4))):
        every = places(data)
        if not every:
            break
        *above, last = draw(st.sampled_from(every))
        holder = data
        for step in above:
            holder = holder[step]
        match draw(st.sampled_from(["remove", "replace", "replace", "double", "rename", "move"])):
            case "remove":
                del holder[last]
            case "double" if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[last]))
            case "rename" if isinstance(holder, dict):
                holder[draw(st.sampled_from([last[:-1], last.upper(), f"{last}s", "x", *SLIPS[:6]]))] = holder.pop(last)
            case "move":
                moved = holder.pop(last)
                data[draw(st.sampled_from([*data, "x"])) if isinstance(data, dict) and data else "x"] = moved
            case _:
                holder[last] = draw(ODD)
    return data


def yaml_of(data: Any) -> bytes:
    return yaml.safe_dump(data, allow_unicode=True).encode("utf-8", "replace")


@st.composite
def changed_bytes(draw: st.DrawFn, source: bytes) -> bytes:
    """Bytes in which up to three passages are replaced, cut, doubled or exchanged."""
    data = source
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.sampled_from([0, 1, 2, 8, 40, 400])))
        match draw(st.sampled_from(["replace", "replace", "truncate", "double", "exchange"])):
            case "replace":
                data = data[:at] + draw(BYTES) + data[to:]
            case "truncate":
                data = data[:at]
            case "double":
                data = data[:to] + data[at:]
            case _:
                data = data[to:] + data[at:to] + data[:at]
    return data


@st.composite
def changed_lines(draw: st.DrawFn, source: str) -> bytes:
    """A text in which lines are taken away, doubled, moved, or indented otherwise."""
    lines = source.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["remove", "double", "move", "indent", "outdent", "type"])):
            case "remove" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(other, lines[at])
            case "move":
                lines.insert(other, lines.pop(at))
            case "indent":
                lines[at] = "  " + lines[at]
            case "outdent":
                lines[at] = lines[at].lstrip()
            case _:
                lines[at] = lines[at].rstrip("\n") + draw(st.one_of(TEXT, st.sampled_from(SLIPS))) + "\n"
    return "".join(lines).encode("utf-8", draw(st.sampled_from(["replace", "surrogatepass"])))


def changed_yaml(source: str) -> st.SearchStrategy[bytes]:
    data = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506 - texts alone
    return st.one_of(changed_data(data).map(yaml_of), changed_lines(source), changed_bytes(source.encode()))


# Word files and workbooks

TOKEN = re.compile(r"<[^<>]+>")
INSERTED = (
    *(
        "<w:p/>",
        "</w:p>",
        "<w:p>",
        "<w:tbl/>",
        "<w:tc/>",
        "<x/>",
        "<!-- x -->",
        "<?x y?>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    ),
    *(
        "&b;",
        "&#0;",
        "{{",
        "}}",
        "{{ x }}",
        "{{ client.nom }}",
        "{% for x in y %}",
        "{% endfor %}",
        "{%tr if x %}",
        "{#",
    ),
    *(
        "{{ ''.__class__ }}",
        "{% for i in range(10**9) %}{% endfor %}",
        "]]>",
        "\x00",
        "é",
        "{{ session.rang|round(99) }}",
    ),
    *(
        "<w:drawing><wp:inline/></w:drawing>",
        '<w:gridSpan w:val="x"/>',
        '<w:numId w:val="99999999999"/>',
        "<w:sectPr/>",
    ),
)


@st.composite
def changed_xml(draw: st.DrawFn, source: bytes) -> bytes:
    """A part whose tags or elements are dropped, doubled, moved or added; well-formed or not."""
    text = source.decode("utf-8", "replace")
    for _ in range(draw(st.integers(1, 3))):
        tokens = list(TOKEN.finditer(text))
        if not tokens:
            break
        one, other = draw(st.sampled_from(tokens)), draw(st.sampled_from(tokens))
        match draw(st.sampled_from(["drop", "double", "exchange", "insert", "insert", "element", "attribute"])):
            case "drop":
                text = text[: one.start()] + text[one.end() :]
            case "double":
                text = text[: one.start()] + one.group() + text[one.start() :]
            case "exchange":
                text = (
                    text.replace(one.group(), "\x01").replace(other.group(), one.group()).replace("\x01", other.group())
                )
            case "insert":
                text = text[: one.end()] + draw(st.sampled_from(INSERTED)) + text[one.end() :]
            case "attribute":
                odd = draw(st.sampled_from(["", "x", "-1", "99999999999", "é", "1.5", "../../x", "{{ x }}"]))
                text = text[: one.start()] + re.sub(r'"[^"]*"', f'"{odd}"', one.group(), count=1) + text[one.end() :]
            case _:
                text = draw(moved_element(text))
    return text.encode("utf-8", "replace")


@st.composite
def moved_element(draw: st.DrawFn, text: str) -> str:
    """A part of which an element is taken away, doubled or put elsewhere: always well-formed."""
    try:
        root = etree.fromstring(text.encode())
    except (etree.XMLSyntaxError, ValueError):
        return text
    every = [element for element in root.iter() if element.getparent() is not None]
    if not every:
        return text
    one, other = draw(st.sampled_from(every)), draw(st.sampled_from(every))
    match draw(st.sampled_from(["remove", "double", "move", "copy"])):
        case "remove":
            one.getparent().remove(one)  # type: ignore[union-attr]
        case "double":
            one.addnext(copy.deepcopy(one))
        case "move" if other not in set(one.iter()):
            other.append(one)
        case _:
            other.append(copy.deepcopy(one))
    return etree.tostring(root, encoding="unicode")


@st.composite
def changed_zip(draw: st.DrawFn, source: bytes) -> bytes:
    """A package of which one part changes: its XML, its bytes, its name, its method, or whether it is there."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, len(parts) - 1))
        name, data = parts[at]
        match draw(st.sampled_from(["xml", "xml", "xml", "xml", "bytes", "remove", "double", "rename", "exchange"])):
            case "xml":
                parts[at] = (name, draw(changed_xml(data)))
            case "bytes":
                parts[at] = (name, draw(changed_bytes(data)))
            case "remove" if len(parts) > 1:
                del parts[at]
            case "double":
                parts.append((name, data))
            case "exchange":
                _, content = parts[draw(st.integers(0, len(parts) - 1))]
                parts[at] = (name, content)
            case _:
                odd = st.sampled_from(
                    ["../../x.xml", "/x", "word/document.xml", "é.xml", ".xml", "a\\b", "x" * 300, "WORD/DOCUMENT.XML"]
                )
                parts[at] = (draw(odd), data)
    return zip_of(parts, draw(st.sampled_from([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2])))


def zip_of(parts: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    import warnings

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that stands there twice is meant
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


def changed_package(source: bytes) -> st.SearchStrategy[bytes]:
    return st.one_of(changed_zip(source), changed_zip(source), changed_bytes(source))


# Participant lists

CELLS: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        ["nom", "Nom", "prénom", "noms", "qualite", "élu", "agent", "=1+1", '=HYPERLINK("http://x")', "#REF!"]
    ),
    st.sampled_from([value for value in SLIPS if len(value) < 5_000]),
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.dates(),
    st.times(),
    TEXT,
)
ROWS = st.lists(st.lists(CELLS, max_size=6), max_size=8)


def workbook_of(rows: list[list[Any]], merge: str = "") -> bytes:
    """A workbook of one sheet, as a spreadsheet saves it but for the results of formulas."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append([openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", c) if isinstance(c, str) else c for c in row])
    if merge:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def odd_workbook() -> st.SearchStrategy[bytes]:
    headed = st.builds(lambda rows: [["nom", "prenom", "qualite"], *rows], ROWS)
    return st.builds(workbook_of, st.one_of(ROWS, headed), st.sampled_from(["", "", "A2:B3"]))


def odd_csv() -> st.SearchStrategy[bytes]:
    def written(rows: list[list[Any]], separator: str, encoding: str) -> bytes:
        lines = ["nom;prenom".replace(";", separator), *(separator.join(map(str, row)) for row in rows)]
        return "\n".join(lines).encode(encoding, "replace")

    encodings = st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32", "latin-1"])
    return st.builds(written, ROWS, st.sampled_from(";,\t|"), encodings)
