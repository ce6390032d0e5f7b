"""A brief written for a person to complete: whoever begins it, the file reads the same.

Ebauche --texte (with the schema's words)--> YAML --fichier--> briefs/x.yaml
"""

from __future__ import annotations

from docgen.brief.redaction.ebauche import Ebauche
from docgen.brief.redaction.fichier import usual_place, write_brief
from docgen.brief.redaction.texte import brief_text

__all__ = ["Ebauche", "brief_text", "usual_place", "write_brief"]
