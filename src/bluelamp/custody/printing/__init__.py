"""Paper kept ready outside the database."""
