"""Several files at once, from the form of a document or of a meeting in the admin."""
