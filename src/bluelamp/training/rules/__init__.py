"""What the programme decided and what rosters allow, as pure functions (training.md)."""
