"""Words, tags and dates of the pages of custody. Nothing here asks the database."""
