"""Learning and answering, segue and PyTorch in turn on the same made-up plays and neighbourhoods."""
