"""The packages' own host: what a package loads and what it reports to, away from everything else.

A launch's ticket is all that is shown here. No session, no cookie, no page of the application.
"""
