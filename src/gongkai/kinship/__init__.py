"""Whose report is whose: bodies by their names, and the reports that stand beside one report."""
