"""The brief: reading it, with its client and its lists, and the rules that compare its fields.

briefs/x.yaml --source, validation--> data --loading--> LoadedBrief --rules--> findings B020 to B155
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.brief.loading import LoadedBrief, load_brief
from docgen.brief.rules_attendus import check_attendus
from docgen.brief.rules_contexte import check_contexte, check_due
from docgen.brief.rules_distance import check_distance
from docgen.brief.rules_home import check_home, check_told_nowhere
from docgen.brief.rules_modules import check_modules, check_themes
from docgen.brief.rules_people import check_people
from docgen.brief.rules_sessions import check_gone_by, check_sessions

if TYPE_CHECKING:
    import datetime as dt

    from docgen.catalogue.model import Catalogue
    from docgen.findings import Finding
    from docgen.organisme.model import Organisme

__all__ = ["LoadedBrief", "check_brief", "load_brief"]


def check_brief(
    loaded: LoadedBrief, *, catalogue: Catalogue, organisme: Organisme, today: dt.date | None = None
) -> list[Finding]:
    """What is wrong between the fields of a brief, and with the catalogue and the organisation.

    `today` asks for what only `docgen verifier` tells: dates gone by, themes that are missing.
    """
    source, brief = loaded.source, loaded.brief
    if not source.donnees:
        return []
    findings = [*check_modules(source, catalogue), *check_attendus(source, catalogue)]
    findings += check_home(source, catalogue)
    findings += check_sessions(source, brief, organisme)
    if brief is not None:
        findings += [*check_people(source, brief, organisme, catalogue), *check_distance(source, brief)]
        findings += [*check_contexte(source, brief, catalogue), *(check_due(source, brief, today) if today else ())]
    if today is not None:
        findings += [*check_gone_by(source, today), *check_themes(source, catalogue), *check_told_nowhere(source)]
    return findings
