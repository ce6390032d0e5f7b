"""From a training brief to a tailored proposal and the session paperwork."""

__version__ = "0.1.0"
