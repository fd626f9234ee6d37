"""A made-up song graph of the Million Song Dataset's size, questions about it, and their answers."""
