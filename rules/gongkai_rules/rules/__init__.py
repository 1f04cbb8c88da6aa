"""The built-in rules: one file each, named by its id."""
