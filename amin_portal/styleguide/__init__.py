"""The page that shows every component of the portal in every state, to those who work on it."""
