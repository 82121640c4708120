"""Making a plan: what may be, what it would cost, what it must cost at least, and the search."""
