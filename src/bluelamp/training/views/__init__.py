"""The pages of the training programme."""
