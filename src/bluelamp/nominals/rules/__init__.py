"""What must hold of a person's names, dates and numbers: pure rules, no database, no clock."""
