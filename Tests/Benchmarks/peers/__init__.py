"""Engines that a user might take in segue's place, one a file, each called in process with prepared statements.

`python -m peers.NAME WORK DATABASE` serves one of them: see `peers.engine`.
"""
