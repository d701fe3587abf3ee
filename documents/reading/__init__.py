"""Reads what was uploaded: the text of its pages, their number, a picture of the first."""
