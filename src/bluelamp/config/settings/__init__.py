"""Settings: `everywhere` holds what is always true, the others are thin variations."""
