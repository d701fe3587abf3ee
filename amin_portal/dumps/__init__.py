"""The whole public record as one file: made by `manage.py export_dump`, served and described under /data/."""
