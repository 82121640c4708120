"""What search itself decides, without database or Django."""
