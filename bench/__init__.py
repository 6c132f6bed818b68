"""Measurements against the figures to beat; nothing of the product imports this."""
