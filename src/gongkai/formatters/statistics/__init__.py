"""What `gongkai stats` prints: statistics as text, CSV, JSON (`urn:gongkai:schema:statistics:1`), a web page or charts."""
