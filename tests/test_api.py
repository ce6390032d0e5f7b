"""docgen as a library: values and findings, and nothing else."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import io
import json
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

import docgen
from docgen import (
    build_programme,
    check_brief,
    load_brief,
    open_atelier,
    render_calendrier,
    render_kit,
    render_programme,
)
from docgen.documents.registre import ROWS, documents_de
from docgen.findings import Gravite
from docgen.production import Commande, produce
from examples.service_web import Service

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "briefs" / "exemple.yaml"
ATELIER = open_atelier(ROOT)


def test_from_a_file_to_the_bytes_that_the_command_writes(tmp_path: Path) -> None:
    brief = load_brief(EXAMPLE, ATELIER)
    assert check_brief(brief, ATELIER) == ()
    built = build_programme(brief, ATELIER)
    assert built.programme is not None
    rendered = [
        document
        for rendu in (render_programme(built, ATELIER), render_kit(built, ATELIER), render_calendrier(built, ATELIER))
        for document in rendu.documents
    ]
    commande = Commande(("programme", "kit", "calendrier"), sortie=tmp_path)
    written = produce(ATELIER, EXAMPLE, commande=commande, now=dt.datetime.now(dt.UTC)).documents
    reference = built.loaded.brief.reference if built.loaded.brief else ""
    assert len(rendered) == len(ROWS) - len(documents_de("brief"))  # the example has one session
    assert {document.chemin: document.contenu for document in rendered} == {
        ecrit.chemin.relative_to(tmp_path / reference).as_posix(): ecrit.chemin.read_bytes() for ecrit in written
    }


def test_one_document_of_one_session() -> None:
    built = build_programme(load_brief(str(EXAMPLE), ATELIER), ATELIER)
    (document,) = render_kit(built, ATELIER, session=1, documents=["emargement"]).documents
    assert document.cle == "emargement"
    assert docx.Document(io.BytesIO(document.contenu)).tables
    assert [finding.code for finding in render_kit(built, ATELIER, session=9).findings] == ["B091"]


def test_bytes_are_read_as_a_file_is() -> None:
    ours = load_brief(EXAMPLE.read_bytes(), ATELIER, nom="reçu.yaml")
    assert ours.brief == load_brief(EXAMPLE, ATELIER).brief
    assert ours.source.fichier == "reçu.yaml"


def test_a_brief_at_fault_gives_findings_and_no_document() -> None:
    content = EXAMPLE.read_bytes().replace(b'code_insee: "12153"', b'code_insee: "99999"')
    brief = load_brief(content, ATELIER, nom="reçu.yaml")
    (found,) = check_brief(brief, ATELIER)
    assert (found.code, found.fichier, found.mark is not None) == ("B021", "reçu.yaml", True)
    built = build_programme(brief, ATELIER)
    assert (built.programme, built.findings) == (None, (found,))
    assert render_programme(built, ATELIER).documents == ()
    assert render_programme(built, ATELIER).findings == (found,)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[", b"a: &x [*x]", b"- 1"])
def test_no_bytes_raise(content: bytes) -> None:
    built = build_programme(load_brief(content, ATELIER), ATELIER)
    assert built.programme is None
    assert built.findings


def test_whoever_sends_bytes_reads_no_list_of_the_workspace() -> None:
    brief = ROOT / "briefs" / "joue-les-tours.yaml"
    sent = load_brief(brief.read_bytes(), ATELIER)
    assert {finding.code for finding in sent.findings} == {"P010"}
    assert sent.brief is not None
    assert all(session.participants == () for session in sent.brief.sessions)
    assert load_brief(brief, ATELIER).findings == () or "P010" not in {
        f.code for f in load_brief(brief, ATELIER).findings
    }


def test_a_proposal_does_without_the_list_that_it_does_not_print_and_a_kit_does_not() -> None:
    brief = ROOT / "briefs" / "joue-les-tours.yaml"
    built = build_programme(load_brief(brief.read_bytes(), ATELIER), ATELIER)
    proposal = render_programme(built, ATELIER)
    assert [document.cle for document in proposal.documents] == ["programme"]
    assert ("P010", Gravite.AVERTISSEMENT) in {(found.code, found.gravite) for found in proposal.findings}
    kit = render_kit(built, ATELIER)
    assert kit.documents == ()
    assert ("P010", Gravite.ERREUR) in {(found.code, found.gravite) for found in kit.findings}


def test_a_final_document_is_not_rendered_while_there_is_a_gap(tmp_path: Path) -> None:
    bare = open_atelier(tmp_path)  # no organisme.yaml: its facts are gaps
    built = build_programme(load_brief(EXAMPLE, bare), bare)
    assert render_programme(built, bare).documents
    assert render_programme(built, bare, final=True).documents == ()


def test_nothing_is_printed_nor_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    built = build_programme(load_brief(EXAMPLE, ATELIER), ATELIER)
    render_programme(built, ATELIER)
    render_kit(built, ATELIER)
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_importing_docgen_imports_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import docgen; print(*sorted(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout
    assert set(loaded.split()) - {"__future__", "typing"} <= {"docgen", "docgen.api"} | _of_typing()


def _of_typing() -> set[str]:
    code = "import sys; before = set(sys.modules); import typing, __future__; print(*(set(sys.modules) - before))"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return set(made.stdout.split())


def test_every_public_name_is_typed_and_documented() -> None:
    functions = [getattr(docgen, name) for name in docgen.__all__ if name != "__version__"]
    assert (Path(docgen.__file__).parent / "py.typed").is_file()
    for function in functions:
        assert inspect.getdoc(function)
        assert function.__annotations__.keys() == {*inspect.signature(function).parameters, "return"}
        assert importlib.import_module("docgen.api").__dict__[function.__name__] is function


@pytest.fixture
def service() -> Iterator[str]:
    """The example of a web service, at work."""
    server = Service(("localhost", 0), ATELIER)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def post(url: str, content: bytes) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(url, content, timeout=60) as answer:  # noqa: S310 - our own server
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_the_example_of_a_web_service_answers_with_a_proposal_or_with_findings(service: str) -> None:
    status, content = post(f"{service}/programme", EXAMPLE.read_bytes())
    assert status == 200
    assert "Montjaux" in "".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    status, content = post(f"{service}/programme", b"reference: X")
    assert status == 422
    assert "B012" in {finding["code"] for finding in json.loads(content)}
    assert post(f"{service}/verifier", EXAMPLE.read_bytes()) == (200, b"[]")
    assert post(f"{service}/verifier", b"")[0] == 413
    assert post(f"{service}/autre", b"x")[0] == 404


@pytest.mark.parametrize("announced", ["abc", "1e3", "-1", "²", "9" * 5_000, ""])
def test_a_length_that_is_no_number_is_refused_without_a_traceback(
    service: str, announced: str, capfd: pytest.CaptureFixture[str]
) -> None:
    host, port = service.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(
            f"POST /verifier HTTP/1.0\r\nContent-Length: {announced}\r\n\r\n".encode("latin-1", "replace")
        )
        assert b" 413 " in connection.makefile("rb").readline()
    assert "Traceback" not in capfd.readouterr().err


def test_one_atelier_serves_many_threads(service: str) -> None:
    alone = post(f"{service}/programme", EXAMPLE.read_bytes())
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: post(f"{service}/programme", EXAMPLE.read_bytes()), range(24)))
    assert set(made) == {alone}
