"""From a training brief to a tailored proposal and the session paperwork."""

from docgen.api import (
    build_programme,
    check_brief,
    load_brief,
    open_atelier,
    render_calendrier,
    render_kit,
    render_programme,
)

__version__ = "0.1.0"

__all__ = [
    "__version__",
    "build_programme",
    "check_brief",
    "load_brief",
    "open_atelier",
    "render_calendrier",
    "render_kit",
    "render_programme",
]
