"""Two plans beside each other: what of the one goes on in the other, and what does not."""
