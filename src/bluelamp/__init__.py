"""Bluelamp: core police records, and a workforce ready to use them."""
