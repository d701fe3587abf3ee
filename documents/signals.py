"""What the room of documents tells the others."""

from django.dispatch import Signal

pages_read = Signal()
"""The text pages of `file` were replaced, in the transaction that is under way: `bulk_create` sends no post_save."""
