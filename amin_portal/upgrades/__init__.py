"""A new release on a database that the old one still serves from."""
