"""Report formats as data."""
