"""One archive with everything that cannot be made anew, and the way back from it, on either database."""
