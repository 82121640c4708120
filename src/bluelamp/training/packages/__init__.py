"""Reading digital packages: what they hold, what is wrong with them, what they report.

Pure: no database, no Django.
"""
