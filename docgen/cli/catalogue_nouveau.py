"""`docgen catalogue nouveau CODE`: begins a module."""

from __future__ import annotations

import re

from docgen.errors import UsageFaultError

NOUVEAU = "nouveau"
_CODE = re.compile("[A-Za-z0-9][A-Za-z0-9-]{0,15}")


def begin(first: str | None, code: str) -> None:
    """Write the file of a new module, for « nouveau CODE », and say where."""
    from docgen.catalogue import load_catalogue
    from docgen.cli.choix import find_workspace
    from docgen.cli.console import console
    from docgen.creation.module import begin_module

    if first != NOUVEAU:
        message = f"Argument de trop : {code}. Écrivez docgen catalogue {code}, ou docgen catalogue {NOUVEAU} {code}."
        raise UsageFaultError(message)
    if not _CODE.fullmatch(code):
        message = f"« {code} » ne peut pas être un code : des lettres sans accent, des chiffres et des tirets."
        raise UsageFaultError(message)
    workspace = find_workspace()
    taken = load_catalogue(workspace.catalogue, [code])[0].modules.get(code)
    if taken is not None:
        message = f"le module {code} existe déjà : « {taken.titre} ». Donnez un autre code."
        raise UsageFaultError(message)
    path = begin_module(workspace, code)
    if path is None:
        message = f"catalogue/{code}.yaml existe déjà, et docgen ne le remplace pas. Donnez un autre code."
        raise UsageFaultError(message)
    console().print(f"  écrit     {path}", highlight=False, soft_wrap=True)
    console().print(f"Remplissez-le, puis : docgen catalogue {code}", highlight=False)
