"""How often 95 % intervals hold the truth: worlds whose truth is known, told to the SQL and formulas of the product."""
