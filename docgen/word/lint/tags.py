"""Tags found in a stream: as typed, as docxtpl hands them to Jinja, and the braces that make no tag.

A tag whose braces are wrong is still made, marked `broken`: its block then opens or closes where its author meant,
and one fault is not told as three.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

    from docgen.word.lint.streams import Stream

_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_MARK = re.compile(r"\{\{|\{%|\{#|\}\}|%\}")
_OPENER = re.compile(r"\{\{|\{%")
_ANY_CLOSER = re.compile(r"\}\}|%\}|%\s*\}|\}")
# docxtpl knows a prefix by the plain space after it, and by the absence of % and } up to the end.
_PREFIX = re.compile(r"(tr|tc|p|r) ([^}%]*)\Z", re.DOTALL)
_NEARLY_PREFIX = re.compile(r"\s*(tr|tc|p|r)\s+(?=\w)", re.IGNORECASE)
_SPACED = re.compile(r"\{\s+\{(?P<print>[^{}]*)\}\s*\}|\{\{?\s+%(?P<do>[^{}]*?)%\s*\}\}?|\{%(?P<end>[^{}%]*)%\s+\}")
# `{_{ x }_}` prints {{ x }}: the manual's escape, and no tag.
_SINGLE = re.compile(r"(?<!\{_)\{\s*[^\W\d][\w.’'-]*(?:\s*\|[^{}]*)?\s*\}")
_HALF = re.compile(r"\{\s*(?P<sign>%?)(?P<body>[^{}%]*)\Z")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_LONGEST = 80


@dataclass(eq=False, slots=True)
class Tag:
    """A tag of a stream. `body` is what Jinja is given, without braces, prefix and dashes."""

    stream: Stream
    start: int
    end: int
    opening: str
    prefix: str
    body: str
    trims: str = ""  # "-" at the start, at the end, or both: « < », « > », « <> »
    broken: bool = False

    @property
    def text(self) -> str:
        """The tag as typed."""
        return self.stream.text[self.start : self.end]

    @property
    def keyword(self) -> str:
        """« for » of `{%tr for x in xs %}`; empty for `{{ … }}` and `{# … #}`."""
        return (self.body.split(maxsplit=1) or [""])[0] if self.opening == "{%" else ""

    @property
    def first(self) -> _Element:
        """The element in which the tag starts."""
        return self.stream.piece_at(self.start).element

    @property
    def last(self) -> _Element:
        """The element in which the tag ends."""
        return self.stream.piece_at(max(self.start, self.end - 1)).element

    @property
    def order(self) -> tuple[int, int]:
        """Its rank in the part."""
        return self.stream.piece_at(self.start).order, self.start

    def rewritten(self, body: str, prefix: str | None = None) -> str:
        """The tag with another body, as one would type it."""
        kept = self.prefix if prefix is None else prefix
        return f"{self.opening}{kept} {body.strip()} {_CLOSERS[self.opening]}"


@dataclass(frozen=True, slots=True)
class BraceFault:
    """Braces that make no tag: `kind` says how, `meant` what was probably meant, empty when nobody can tell."""

    stream: Stream
    start: int
    end: int
    kind: str  # « open » never closed, « close » never opened, « single » braces
    meant: str = ""


def tags_of(stream: Stream) -> tuple[list[Tag], list[BraceFault]]:
    """The tags of a stream and the braces that make none, in order."""
    if "{" not in stream.text and "}" not in stream.text:
        return [], []
    return _Scanner(stream).scan()


def as_jinja(body: str) -> str:
    """A body with the quotes that docxtpl straightens."""
    return body.translate(_QUOTES)


class _Scanner:
    def __init__(self, stream: Stream) -> None:
        self.stream, self.text = stream, stream.text
        self.tags: list[Tag] = []
        self.faults: list[BraceFault] = []
        self.at = 0  # all before is understood

    def scan(self) -> tuple[list[Tag], list[BraceFault]]:
        while mark := _MARK.search(self.text, self.at):
            opening = mark.group()
            if opening in _CLOSERS:
                self._plain(self.at, mark.start())
                self._opened(mark.start(), opening)
            else:
                self._closed(mark)
        self._plain(self.at, len(self.text))
        order = sorted(self.tags, key=lambda tag: tag.start)
        return order, sorted(self.faults, key=lambda fault: fault.start)

    def _opened(self, start: int, opening: str) -> None:
        spaced = _SPACED.match(self.text, start)
        if spaced:
            self._spaced(spaced)
            self.at = spaced.end()
            return
        closer = _CLOSERS[opening]
        end = self.text.find(closer, start + 2)
        following = None if opening == "{#" else _OPENER.search(self.text, start + 2)
        limit = following.start() if following else len(self.text)
        if end < 0 or (end > limit and not self._in_quotes(start, limit)):
            self._unclosed(start, limit, opening)
            return
        self.at = end + 2
        while opening == "{{" and self.text.startswith("}", self.at):  # {{ {'a': 1}}}: the last two close
            self.at += 1
        if opening != "{#":
            self.tags.append(_tag(self.stream, start, self.at, opening, self.text[start + 2 : self.at - 2]))

    def _in_quotes(self, start: int, at: int) -> bool:
        return self.text.count('"', start, at) % 2 == 1 or self.text.count("'", start, at) % 2 == 1

    def _unclosed(self, start: int, limit: int, opening: str) -> None:
        wrong = _ANY_CLOSER.search(self.text, start + 2, limit)
        end = wrong.end() if wrong else min(limit, start + _LONGEST)
        body = self.text[start + 2 : wrong.start() if wrong else end].rstrip(" %}")
        tag = _tag(self.stream, start, end, opening, body, broken=True)
        self.tags.append(tag)
        self.faults.append(BraceFault(self.stream, start, end, "open", tag.rewritten(tag.body) if body.strip() else ""))
        self.at = max(end, start + 2)

    def _closed(self, mark: re.Match[str]) -> None:
        before = _HALF.search(self.text, self.at, mark.start())
        spaced = _SPACED.search(self.text, self.at, mark.end())
        if spaced and spaced.end() == mark.end():
            self._plain(self.at, spaced.start())
            self._spaced(spaced)
        elif before:
            self._plain(self.at, before.start())
            opening = "{%" if mark.group() == "%}" else "{{"
            tag = _tag(self.stream, before.start(), mark.end(), opening, before["body"], broken=True)
            self._single(tag)
        else:
            self._plain(self.at, mark.start())
            self.faults.append(BraceFault(self.stream, mark.start(), mark.end(), "close"))
        self.at = mark.end()

    def _plain(self, start: int, end: int) -> None:
        """Text without a tag: `{ { x } }`, `{ % if x % }` and `{ champ }` may hide there."""
        while spaced := _SPACED.search(self.text, start, end):
            self._lone(start, spaced.start())
            self._spaced(spaced)
            start = spaced.end()
        self._lone(start, end)

    def _spaced(self, found: re.Match[str]) -> None:
        printed = found["print"]
        body = printed if printed is not None else found["do"] if found["do"] is not None else found["end"]
        opening = "{{" if printed is not None else "{%"
        self._single(_tag(self.stream, found.start(), found.end(), opening, body, broken=True))

    def _lone(self, start: int, end: int) -> None:
        for found in _SINGLE.finditer(self.text, start, end):
            inside = found.group().strip("{} \u00a0\u202f")
            self.faults.append(BraceFault(self.stream, found.start(), found.end(), "single", f"{{{{ {inside} }}}}"))

    def _single(self, tag: Tag) -> None:
        self.tags.append(tag)
        self.faults.append(BraceFault(self.stream, tag.start, tag.end, "single", tag.rewritten(tag.body)))


def _tag(  # noqa: PLR0913 - what a tag is made of
    stream: Stream, start: int, end: int, opening: str, inner: str, *, broken: bool = False
) -> Tag:
    trims = ""
    if inner.startswith(("-", "+")):
        trims, inner = "<" if inner[0] == "-" else "", inner[1:]
    if inner.endswith("-") and opening == "{%":
        trims, inner = f"{trims}>", inner[:-1]
    prefixed = _PREFIX.match(inner)
    prefix, body = (prefixed[1], prefixed[2]) if prefixed else ("", inner)
    return Tag(stream, start, end, opening, prefix, as_jinja(body).strip(), trims, broken)


def meant(tag: Tag, body: str, prefix: str) -> Tag:
    """A misspelt tag as its author meant it, for its block to open or close; what it says is not checked."""
    return replace(tag, body=body, prefix=prefix, broken=True)


def nearly_prefixed(tag: Tag) -> tuple[str, str] | None:
    """The prefix and the body that `{% p if x %}`, `{%P if x %}` or a `{%p` before a hard space were meant to have."""
    found = _NEARLY_PREFIX.match(tag.body) if tag.opening == "{%" and not tag.prefix else None
    return (found[1].lower(), tag.body[found.end() :]) if found else None
