"""Tags and blocks of a part, in their order: what each brings into scope, and what each prints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from jinja2 import nodes

from docgen.word.fields import Kind
from docgen.word.lint.expressions import Expressions, Here
from docgen.word.lint.guards import guards_of
from docgen.word.lint.report import spot_of
from docgen.word.lint.shapes import ANY, LOOP, NOTHING, TEXT, Guards, Scope, Shape
from docgen.word.lint.spelling import (
    BARE,
    OUTSIDE,
    UNREADABLE,
    diagnose,
    instruction,
    is_instruction,
    parse,
    renamed,
    rest_after_instruction,
)
from docgen.word.lint.tags import Tag, meant, nearly_prefixed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment

    from docgen.word.fields import Champs
    from docgen.word.lint.blocks import Block
    from docgen.word.lint.report import Report


_HYPHENS = re.compile(r"[^\W\d]\w*(-[^\W\d]\w*)+")


class Checker:
    """Checks the tags of one part."""

    def __init__(self, report: Report, environment: Environment, fields: Champs | None) -> None:
        self._report, self._environment = report, environment
        self._known = fields is not None
        self._scope = Scope({name: Shape().child(champ) for name, champ in (fields or {}).items()})
        self._expressions = Expressions(report, environment, known=self._known)
        self._trees: dict[Tag, nodes.Template | None] = {}

    def readable(self, tag: Tag) -> Tag | None:
        """The tag, or what it was meant to be when its instruction is none, which is told; None when nobody can say."""
        if tag.broken or tag.opening != "{%":
            return tag
        near = nearly_prefixed(tag)
        if near:
            return meant(tag, near[1], near[0])
        if is_instruction(tag):
            if tag.keyword in BARE and tag.body != tag.keyword:
                self._unreadable(tag)
                return meant(tag, tag.keyword, tag.prefix)
            return tag
        word, rest = instruction(tag), rest_after_instruction(tag)
        if tag.keyword in OUTSIDE:
            message, remede = "un modèle n’en appelle pas d’autre.", "Copiez ici ce que l’autre modèle contient."
        else:
            message = f"« {tag.keyword} » n’est pas une instruction." if tag.keyword else "la balise est vide."
            body = f"{word} {rest}".strip()
            remede = f"Écrivez « {tag.rewritten(body)} »." if word else "Instructions : for, if, set, et leurs fins."
        self._report.error("M042", spot_of(tag), message, remede)
        return meant(tag, f"{word} {rest}".strip(), tag.prefix) if word and tag.keyword not in OUTSIDE else None

    def check(self, items: Iterable[Tag | Block]) -> None:
        """Check a tree of tags."""
        self._walk(items, self._scope, NOTHING)

    def _walk(self, items: Iterable[Tag | Block], scope: Scope, guards: Guards) -> None:
        for item in items:
            if isinstance(item, Tag):
                self._tag(item, scope, guards)
            else:
                self._block(item, scope, guards)

    def _tree(self, tag: Tag) -> nodes.Template | None:
        """The tag as Jinja reads it; a fault is told once."""
        if tag not in self._trees:
            self._trees[tag] = None
            try:
                # Of a misspelt tag, only what it brings into scope is read: the fault itself is told already.
                self._trees[tag] = None if tag.broken and tag.opening == "{{" else parse(tag, self._environment)
            except UNREADABLE:
                if not tag.broken:
                    self._unreadable(tag)
        return self._trees[tag]

    def _unreadable(self, tag: Tag) -> None:
        code, message, remede = diagnose(tag, self._environment)
        self._report.error(code, spot_of(tag), message, remede)

    def _hyphenated(self, tag: Tag, scope: Scope) -> bool:
        """Whether `{{ date-debut }}` is a name with a hyphen, which Jinja reads as a subtraction; told if so."""
        typed = tag.body.strip()
        if not self._known or not _HYPHENS.fullmatch(typed) or scope.find(typed.split("-")[0]) is not None:
            return False
        name = typed.replace("-", "_")
        remede = renamed(tag, typed, name) if scope.find(name) is None else f"Écrivez « {tag.rewritten(name)} »."
        self._report.error("M024", spot_of(tag), "un nom de champ n’a pas de trait d’union.", remede)
        return True

    def _tag(self, tag: Tag, scope: Scope, guards: Guards) -> None:
        tree = None if self._hyphenated(tag, scope) else self._tree(tag)
        if tree is None or not tree.body:
            return
        node, here = tree.body[0], Here(scope, guards, tag)
        if isinstance(node, nodes.Output):
            for printed in node.nodes:
                if isinstance(printed, nodes.Tuple):
                    self._comma(tag)
                elif not isinstance(printed, nodes.TemplateData):
                    shape = self._expressions.shape(printed, here)
                    if tag.opening == "{{":
                        self._printed(shape, here)
                    else:
                        self._of_a_cell(shape, here)
        elif isinstance(node, nodes.Assign):
            shape = self._expressions.shape(node.node, here)
            if isinstance(node.target, nodes.Name):
                scope.bind(node.target.name, shape)

    def _comma(self, tag: Tag) -> None:
        meant = tag.rewritten(re.sub(r"\s*,\s*", ".", tag.body))
        self._report.error("M024", spot_of(tag), "deux noms se séparent par un point.", f"Écrivez « {meant} ».")

    def _printed(self, shape: Shape, here: Here) -> None:
        tag = here.tag
        if not self._known or shape.constant:
            return
        if shape.kind in {Kind.GROUPE, Kind.LISTE} or shape.method:
            what = "un groupe de champs" if shape.kind is Kind.GROUPE else "une liste"
            what = "une opération à qui il manque ses parenthèses" if shape.method else what
            children = ", ".join(f"{shape.said}.{name}" for name in list(shape.fields)[:3])
            remede = (
                f"Écrivez l’un de ses champs : {children}…" if shape.kind is Kind.GROUPE else "Parcourez-la avec for."
            )
            self._report.error("M035", spot_of(tag), f"c’est {what}, qui ne s’imprime pas.", remede)
        elif tag.prefix in {"r", "p"} and shape.kind in {Kind.TEXTE, Kind.NOMBRE, Kind.OUI_NON}:
            message = (
                f"« {{{{{tag.prefix} » attend un texte mis en forme par un programme : ce texte simple se perdrait."
            )
            self._report.error("M036", spot_of(tag), message, f"Écrivez « {tag.rewritten(tag.body, '')} ».")
        elif shape.kind is Kind.OUI_NON:
            remede = f"Écrivez {{% if {shape.said or tag.body} %}}oui{{% else %}}non{{% endif %}}, ou le texte voulu."
            self._report.error("M045", spot_of(tag), "elle imprimerait « True » ou « False ».", remede)
        else:
            self._expressions.present(shape, here)

    def _of_a_cell(self, shape: Shape, here: Here) -> None:
        """`{% colspan … %}` and `{% cellbg … %}` write into the properties of a cell: a number, a colour."""
        if not self._known or shape.kind is None:
            return
        self._expressions.present(shape, here)
        fine = {Kind.NOMBRE} if here.tag.keyword == "colspan" else {Kind.TEXTE, Kind.NOMBRE}
        if shape.kind in fine:
            return
        attend = "un nombre de colonnes" if here.tag.keyword == "colspan" else "une couleur, comme « 1F4E79 »"
        message, remede = f"« {here.tag.keyword} » attend {attend}.", "Donnez-lui un champ qui en contient un."
        tell = self._report.warning if shape.kind is Kind.TEXTE and not shape.constant else self._report.error
        tell("M044", spot_of(here.tag), message, remede)

    def _block(self, block: Block, scope: Scope, guards: Guards) -> None:
        if block.kind == "for":
            self._loop(block, scope, guards)
        elif block.kind == "if":
            self._condition(block, scope, guards)
        else:
            inner = Scope({}, scope)
            tree = self._tree(block.opener)
            self._bind_others(tree, Here(inner, guards, block.opener))
            for _, items in block.branches:
                self._walk(items, inner, guards)

    def _bind_others(self, tree: nodes.Template | None, here: Here) -> None:
        """Names that `with`, `macro`, `call` and block `set` bring in; what they hold is not followed."""
        for node in tree.body if tree else ():
            if isinstance(node, nodes.With):
                for target, value in zip(node.targets, node.values, strict=True):
                    shape = self._expressions.shape(value, here)
                    if isinstance(target, nodes.Name):
                        here.scope.bind(target.name, shape)
            for name in node.find_all(nodes.Name):
                if name.ctx in {"param", "store"}:
                    here.scope.bind(name.name, ANY)
            if isinstance(node, nodes.Macro):
                self._scope.bind(node.name, ANY)
            elif isinstance(node, nodes.AssignBlock) and isinstance(node.target, nodes.Name):
                self._scope.bind(node.target.name, TEXT)
            elif isinstance(node, nodes.FilterBlock):
                self._expressions.filter(node.filter, here)

    def _loop(self, block: Block, scope: Scope, guards: Guards) -> None:
        tree = self._tree(block.opener)
        inner = scope.inside({"loop": LOOP})
        here, inside = Here(scope, guards, block.opener), guards
        node = tree.body[0] if tree else None
        if isinstance(node, nodes.For):
            shape = self._expressions.shape(node.iter, here)
            self._looped(shape, here)
            for name in node.target.find_all(nodes.Name) if not isinstance(node.target, nodes.Name) else ():
                inner.bind(name.name, ANY)
            if isinstance(node.target, nodes.Name):
                item = shape.item() if self._known else ANY
                inner.bind(node.target.name, item.named(node.target.name))
            if node.test is not None:
                self._expressions.shape(node.test, Here(inner, guards, block.opener))
                inside = guards | guards_of(node.test, inner)
        else:
            words = block.opener.body.split()
            if len(words) > 1:
                inner.bind(words[1].strip(","), ANY)  # so that one fault is not told as many
        for rank, (_, items) in enumerate(block.branches):
            self._walk(items, inner if rank == 0 else scope, inside if rank == 0 else guards)

    def _looped(self, shape: Shape, here: Here) -> None:
        if not self._known or shape.constant:
            return
        if shape.kind not in {None, Kind.LISTE}:
            lists = f" Listes de ce document : {', '.join(self._lists())}." if self._lists() else ""
            message = f"« {shape.said or here.tag.body} » n’est pas une liste."
            self._report.error("M034", spot_of(here.tag), message, f"Parcourez une liste.{lists}")
        else:
            self._expressions.present(shape, here)

    def _lists(self) -> list[str]:
        return [name for name, shape in self._scope.names().items() if shape.kind is Kind.LISTE][:6]

    def _condition(self, block: Block, scope: Scope, guards: Guards) -> None:
        refuted = NOTHING
        for opener, items in block.branches:
            tree = self._tree(opener) if opener.keyword != "else" else None
            test = self._test(tree)
            sure = guards | refuted
            if test is not None:
                self._expressions.shape(test, Here(scope, sure, opener))
                self._walk(items, scope, sure | guards_of(test, scope))
                refuted = refuted | guards_of(nodes.Not(test), scope)
            else:
                self._walk(items, scope, sure)

    def _test(self, tree: nodes.Template | None) -> nodes.Expr | None:
        node = tree.body[0] if tree and tree.body else None
        if not isinstance(node, nodes.If):
            return None
        found = node.elif_[0] if node.elif_ else node
        return cast("nodes.Expr", found.test)
