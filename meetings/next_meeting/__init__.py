"""The next meeting of a series, made from the one before it."""
