"""How quick the portal is beside a floor measured in the same run: `make bench`."""
