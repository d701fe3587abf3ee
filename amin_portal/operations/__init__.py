"""For whoever keeps the portal running: is it well, what does it do, what has gone wrong."""
