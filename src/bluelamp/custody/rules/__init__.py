"""The pure rules of custody: computed from what they are given, in UTC, without a clock."""
