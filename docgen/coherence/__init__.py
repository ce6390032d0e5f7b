"""Whether finished documents say what the brief says: pure, over texts that were read and texts that were expected.

An expected document is the one that docgen would make now. What differs from it is compared fact by fact: a sentence
may be rewritten, a section moved; a date, an hour, an amount or a name may not change.
"""
