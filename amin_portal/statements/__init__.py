"""The numbered text of a statement, pasted: it becomes draft outcomes of its meeting, once somebody has looked."""
