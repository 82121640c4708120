"""What must hold of a prosecution file: pure rules, no database, no clock."""
