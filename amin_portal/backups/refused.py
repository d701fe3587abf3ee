class Refused(Exception):
    """A backup cannot be made, believed or put back. Says why, in a sentence for whoever keeps the portal."""
