"""The floor: what every record of the portal shares, and the one door to the public."""
