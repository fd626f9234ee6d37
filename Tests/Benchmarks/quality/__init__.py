"""How well segue's models rank held-out songs of real plays, on given splits and on fresh ones."""
