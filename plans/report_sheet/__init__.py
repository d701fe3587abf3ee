"""Reports on everything that a plan undertakes, entered on one page."""
