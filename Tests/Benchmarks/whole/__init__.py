"""Whole processes: the program, sqlite3 and duckdb, from their start to the last row of CSV."""
