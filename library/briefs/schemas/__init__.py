"""The one schema of a brief: for the form, the API, a spreadsheet row, the seed files, export and import."""
