"""The thread: where a record comes from, and what became of it.

`links` says which records lead to which, `walking` follows them from one record, through the door and within bounds,
`graph` holds what was found, `telling` puts it into words and `drawing` into a picture.
"""
