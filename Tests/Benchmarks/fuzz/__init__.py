"""Gives what takes any bytes all that libFuzzer makes up."""
