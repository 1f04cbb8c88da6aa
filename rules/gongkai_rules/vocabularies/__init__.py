"""The words in which such reports state their figures, as data: `disclosure.json`."""
