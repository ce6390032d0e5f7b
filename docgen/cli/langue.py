"""French for the words that click prints by itself (« Usage », « Options », « Error »).

Click asks gettext for them, in the domain « messages » of the process (click manual, "Internationalization"),
and gettext chooses the language from the environment. docgen speaks French whatever that says.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

DOMAIN = "messages"
LOCALE = Path(__file__).parent / "locale"


def speak_french() -> None:
    """Bind click's domain to our translations, for this process."""
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    # gettext.find() reads LANGUAGE before LC_ALL, LC_MESSAGES and LANG, on Windows too.
    os.environ["LANGUAGE"] = "fr"
