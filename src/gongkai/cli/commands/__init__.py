"""The commands, one module each: what it is called with, what it does, what it prints. What they share is in `gongkai.cli`."""
