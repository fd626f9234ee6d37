"""Asks segue and its peers the same questions in turn, checks the answers, and prints a table."""
