"""What the law and the formats ask of a report, as data."""
