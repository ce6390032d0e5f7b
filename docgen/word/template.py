"""A Word template: opened once, rendered any number of times.

    .docx → parts → patched XML → compiled Jinja        once, in `Template.open`
    values → XML → repaired tree → .docx                at each `render`, with nothing left behind

docxtpl patches; the renderer is docgen's own, because docxtpl compiles at each render, escapes by halves, reads broken
XML in recovery mode and prints nothing for a field that does not exist (docs: docxtpl 0.20 manual, "Rendering").
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from jinja2.exceptions import FilterArgumentError, SecurityError, TemplateError, UndefinedError
from lxml import etree

from docgen.errors import FaultsFoundError
from docgen.findings import Finding
from docgen.word.characters import ValueFaultError
from docgen.word.compiling import CompiledPart, compile_part, has_tags
from docgen.word.controls import fill_controls
from docgen.word.elsewhere import told
from docgen.word.gaps import SENTINELS, MissingListError
from docgen.word.highlighting import highlight, highlighted
from docgen.word.notes import keep_in_step
from docgen.word.numbering import restart
from docgen.word.package import Package, read_package
from docgen.word.pictures import replace_pictures
from docgen.word.properties import Properties, apply_properties
from docgen.word.richtext import make_breaks
from docgen.word.sandbox import environment
from docgen.word.shape import ALWAYS, EVERYTHING, Needs
from docgen.word.soundness import UnsoundError, repair
from docgen.word.theme import Theme, apply_theme
from docgen.word.toc import settings_to_update
from docgen.word.unfilled import refused
from docgen.word.values import BREAK, TAB, UndefinedFieldError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import TracebackType

    from docgen.word.controls import Value
    from docgen.word.pictures import Shown
    from docgen.word.rendering import Rendering

# What Jinja and the filters raise for a value that they cannot work with, the particular before the general.
_CALCULATION = {
    MissingListError: "{}",
    ZeroDivisionError: "elle divise par zéro",
    OverflowError: "le nombre est trop grand",
    FilterArgumentError: "le filtre n’accepte pas ce qu’il y a entre ses parenthèses",
    TypeError: "ces valeurs ne vont pas ensemble, ou le filtre en attend d’autres",
    ValueError: "une valeur n’a pas la forme attendue",
    ArithmeticError: "le calcul n’a pas de résultat",
    LookupError: "l’élément demandé n’est pas là",
    AttributeError: "la valeur n’a pas ce que la balise lui demande",
    TemplateError: "le filtre n’accepte pas cette valeur",
}


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template. It may be rendered any number of times, from threads too.

    `findings` are warnings, of what it brings into every document (M053).
    """

    fichier: str
    package: Package
    compiled: tuple[CompiledPart, ...]
    settled: Mapping[str, bytes] = field(default_factory=dict)  # parts that every render changes in the same way
    findings: tuple[Finding, ...] = ()

    @classmethod
    def open(cls, path: Path, *, filters: Mapping[str, Callable[..., Any]] | None = None) -> Template:
        """Read, patch and compile; `filters` are Jinja filters of the caller's own, by name.

        Raises FaultsFoundError with all that keeps the template from compiling (M001 to M003, M009), and with the
        tags that stand where nothing is filled (M039).
        """
        return cls.of(read_package(path), str(path), filters=filters)

    @classmethod
    def of(cls, package: Package, fichier: str, *, filters: Mapping[str, Callable[..., Any]] | None = None) -> Template:
        """The same, of a package that was read from `fichier`."""
        jinja = environment(filters)
        made = [
            # What Jinja makes of a filter depends on its function: code with unknown ones is not kept.
            compile_part(story, xml, jinja, fichier, cached=not filters)
            for story in package.stories.items()
            if has_tags(xml := package.parts[story[0]].decode("utf-8"))
        ]
        faults = [*(part for part in made if isinstance(part, Finding)), *refused(package, fichier)]
        if faults:
            raise FaultsFoundError(faults)
        compiled = tuple(part for part in made if isinstance(part, CompiledPart))
        brought = tuple(finding for _, finding in told(package.parts, fichier))
        return cls(fichier, package, compiled, settings_to_update(package.parts), brought)

    def render(
        self,
        values: Mapping[str, Any],
        *,
        properties: Properties | None = None,
        pictures: Mapping[str, Path | Shown | None] | None = None,
        theme: Theme | None = None,
        controls: Mapping[str, Value] | None = None,
    ) -> bytes:
        """The filled document; the same arguments give the same bytes.

        `pictures` maps the alt text of a placeholder picture to the file that replaces it, or to None to take
        the placeholder away, or to the picture that alone is taken away; `controls` maps tags of content controls to
        what they are filled with. Raises FaultsFoundError, with the place in the template (M004 to M008).
        """
        try:
            return self._rendered(values, properties, pictures, theme, controls)
        except FaultsFoundError as error:  # of a picture or a control, which know no file
            findings = [replace(found, fichier=found.fichier or self.fichier) for found in error.findings]
            raise FaultsFoundError(findings) from error

    def _rendered(
        self,
        values: Mapping[str, Any],
        properties: Properties | None,
        pictures: Mapping[str, Path | Shown | None] | None,
        theme: Theme | None,
        controls: Mapping[str, Value] | None,
    ) -> bytes:
        parts = {**self.package.parts, **self.settled}
        for rank, part in enumerate(self.compiled, start=1):
            parts[part.name] = self._fill(part, dict(values), rank, parts)
        keep_in_step(parts, self.package.parts, first_id=(len(self.compiled) + 1) * 100_000)
        if controls:
            fill_controls(parts, controls)
        replace_pictures(parts, pictures or {})
        if theme is not None:
            apply_theme(parts, theme)
        apply_properties(parts, properties or Properties())
        return self.package.rewritten(parts)

    def _fill(self, part: CompiledPart, values: dict[str, Any], rank: int, parts: dict[str, bytes]) -> bytes:
        try:
            xml, rendering = part.render(values)
        except Exception as error:
            finding = self._explain(part, error, list(values))
            if finding is None:
                raise
            raise FaultsFoundError([finding]) from error
        if not part.in_word:  # a title is one line of text, without runs to break or to highlight
            xml = SENTINELS.sub("", xml.replace(BREAK, " ").replace(TAB, " "))
        text = _as_it_is(part, xml, rendering)
        return self._mended(part, xml, rendering, rank, parts) if text is None else text.encode()

    def _mended(self, part: CompiledPart, xml: str, rendering: Rendering, rank: int, parts: dict[str, bytes]) -> bytes:
        """A part that must be gone through as a tree."""
        if rendering.breaks:
            xml = make_breaks(xml)
        needs = _needs(part, rendering)
        try:
            root = etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
            if part.in_word:
                if rendering.gaps:
                    highlight(root)
                repair(root, needs, first_id=rank * 100_000)
                if needs & Needs.RESTART:
                    restart(root, parts)
        except (etree.XMLSyntaxError, UnsoundError) as error:
            raise FaultsFoundError([self._broken(part, error, lines=bool(rendering.breaks))]) from error
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

    def _explain(self, part: CompiledPart, error: Exception, top_names: list[str]) -> Finding | None:
        place = part.place(_line(error.__traceback__))
        if isinstance(error, UndefinedFieldError):
            code, message, remede = "M004", *_undefined(error, top_names)
        elif isinstance(error, ValueFaultError):
            code, message, remede = error.code, error.message, error.remede
        elif isinstance(error, UndefinedError):
            code, message = "M004", "un champ de la balise n’existe pas."
            remede = "Vérifiez le nom des champs ; les noms s’écrivent sans accents."
        elif isinstance(error, SecurityError):
            code, message = "M007", "la balise demande ce qu’un modèle n’a pas le droit de faire."
            remede = "N’utilisez que les champs du document, sans « __ » ni fonction de Python."
        elif isinstance(error, MemoryError):
            code, message = "M007", "la balise demande plus de mémoire qu’il n’y en a."
            remede = "Retirez ce qui grossit sans fin : un texte répété, un nombre immense."
        elif isinstance(error, RecursionError):
            code, message, remede = "M007", "la balise n’en finit pas.", "Retirez ce qui s’appelle soi-même."
        elif isinstance(error, tuple(_CALCULATION)):
            code, message = "M007", f"la balise ne peut pas être calculée : {_in_french(error)}."
            remede = "Vérifiez le champ et le filtre de cette balise."
        else:
            return None
        message = f"{message} Balise près de « {place.snippet} »." if place.snippet else message
        return Finding(code, message, remede, fichier=self.fichier, lieu=place.lieu)

    def _broken(self, part: CompiledPart, error: Exception, *, lines: bool) -> Finding:
        message = "une fois rempli, le modèle n’est plus un document Word correct"
        if isinstance(error, UnsoundError):
            return Finding("M008", f"{message} : {error}.", error.remede, fichier=self.fichier, lieu=part.role)
        if lines:
            message += " : une valeur de plusieurs lignes est imprimée là où il n’en tient qu’une"
            remede = (
                "Si une balise est dans une équation ou un texte de remplacement, donnez-lui "
                "une valeur d’une ligne, ou écrivez-la {{ champ|replace('\\n', ' ') }}."
            )
            return Finding("M008", f"{message}.", remede, fichier=self.fichier, lieu=part.place(1).lieu)
        return Finding(
            "M008",
            f"{message}.",
            "Une boucle ou une condition s’ouvre et se ferme sans doute à deux niveaux différents : mettez "
            "{%tr for %} et {%tr endfor %} chacun seul dans sa ligne, {%p if %} et {%p endif %} chacun seul "
            "dans son paragraphe.",
            fichier=self.fichier,
            lieu=part.place(1).lieu,
        )


def _needs(part: CompiledPart, rendering: Rendering) -> Needs:
    return part.needs | (EVERYTHING if rendering.markup else Needs.NOTHING)


def _as_it_is(part: CompiledPart, xml: str, rendering: Rendering) -> str | None:
    """The finished text of a part that no tree is needed for; None for another."""
    needs = _needs(part, rendering)
    if needs & ALWAYS or _broken_rows(xml, needs):
        return None
    return highlighted(xml) if part.in_word and rendering.gaps else xml


def _broken_rows(xml: str, needs: Needs) -> bool:
    """Whether a cell, a row or a table ends as none may: seen in the text, far sooner than in a tree."""
    if needs & Needs.CELLS and (
        xml.count("</w:tc>") != xml.count("</w:p></w:tc>") + xml.count("<w:p/></w:tc>")
        or "<w:sdtContent/>" in xml
        or "<w:sdtContent></w:sdtContent>" in xml
    ):
        return True
    return bool(needs & Needs.ROWS) and (
        xml.count("</w:tr>") != xml.count("</w:tc></w:tr>") or xml.count("</w:tbl>") != xml.count("</w:tr></w:tbl>")
    )


def _line(traceback: TracebackType | None) -> int:
    """The line of the template's source where rendering failed: Jinja gives its frames the template's own lines."""
    line = 1
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _in_french(error: Exception) -> str:
    """What Python or Jinja says in English, for a reader of documents."""
    return next(said.format(error) for kind, said in _CALCULATION.items() if isinstance(error, kind))


def _undefined(error: UndefinedFieldError, top_names: list[str]) -> tuple[str, str]:
    from docgen.nearest import nearest

    near = nearest(error.name, top_names if error.known is None else error.known)
    remede = f"Écrivez « {near} »." if near else "Vérifiez le nom du champ ; les noms s’écrivent sans accents."
    return f"le champ « {error.name} » n’existe pas.", remede
