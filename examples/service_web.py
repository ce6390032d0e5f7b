"""A web service on docgen, with the standard library alone: post a brief, get its proposal.

    python examples/service_web.py /path/to/workspace
    curl --data-binary @briefs/exemple.yaml http://localhost:8000/programme -o programme.docx

`/verifier` answers with the findings, as JSON. A brief at fault gets 422 and its findings.
"""

from __future__ import annotations

import json
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from docgen import build_programme, load_brief, open_atelier, render_programme

if TYPE_CHECKING:
    from docgen.findings import Finding
    from docgen.production import Atelier

DIGITS = 10  # of a length worth reading
LARGEST = 1_000_000  # bytes, docgen's own limit for a brief
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Service(ThreadingHTTPServer):
    """Serves one workspace, opened once; an atelier may serve many threads."""

    def __init__(self, address: tuple[str, int], atelier: Atelier) -> None:
        super().__init__(address, Handler)
        self.atelier = atelier


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Service
    timeout = 30  # seconds: a client that sends nothing holds no thread for ever

    def do_POST(self) -> None:
        """A brief comes in as YAML."""
        length = self._length()
        if self.path not in {"/programme", "/verifier"}:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif not 0 < length <= LARGEST:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            self._answer(self.rfile.read(length))

    def _length(self) -> int:
        """How many bytes are announced; 0 where it is no number: nothing is read then."""
        announced = self.headers.get("Content-Length") or ""
        return int(announced) if announced.isascii() and announced.isdecimal() and len(announced) < DIGITS else 0

    def _answer(self, content: bytes) -> None:
        atelier = self.server.atelier
        built = build_programme(load_brief(content, atelier), atelier)
        if self.path == "/verifier":
            self._send(HTTPStatus.OK, "application/json", _as_json(built.findings))
            return
        rendu = render_programme(built, atelier)
        if not rendu.documents:
            self._send(HTTPStatus.UNPROCESSABLE_ENTITY, "application/json", _as_json(rendu.findings))
            return
        self._send(HTTPStatus.OK, WORD, rendu.documents[0].contenu)

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _as_json(findings: tuple[Finding, ...]) -> bytes:
    return json.dumps([finding.to_json() for finding in findings], ensure_ascii=False).encode()


def main() -> None:
    """Serve the workspace that is named."""
    Service(("localhost", 8000), open_atelier(sys.argv[1])).serve_forever()


if __name__ == "__main__":
    main()
