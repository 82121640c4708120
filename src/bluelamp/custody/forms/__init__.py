"""Answers asked for in the custody suite: their shape is checked here, the rules elsewhere."""
