"""A population of millions, loaded by COPY into a database of its own, with an answer key.

``place`` needs no Django and comes first: it says where the database is. ``build`` comes after.
"""
