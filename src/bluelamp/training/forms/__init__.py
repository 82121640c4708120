"""The forms of the training programme."""
