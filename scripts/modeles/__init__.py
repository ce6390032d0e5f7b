"""Builds the Word templates that docgen ships, `templates/*.docx`: `python -m scripts.modeles`.

One visual system for all of them: `theme` (colours and fonts), `styles`, `tables` and `page` hold it, and a file per
document says what stands where. The same code gives the same bytes. A manager edits the .docx in Word; this package
is for those who change all of them at once.
"""
