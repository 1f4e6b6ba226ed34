"""Documents written for this project's tests and demonstration."""
