"""Visits the addresses that the record names, politely, and never an address inside a network."""
