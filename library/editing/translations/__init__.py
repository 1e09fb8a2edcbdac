"""Translators' work: each text beside its English, in a form or a spreadsheet, and what readers are shown of it."""
