"""A round as one document of plain values: every page, figure and export reads from it."""
