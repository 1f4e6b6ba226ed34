"""The pages, the command line and the composition of everything below."""
