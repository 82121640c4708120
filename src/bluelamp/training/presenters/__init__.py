"""Words, tags and dates of the training programme."""
