"""Editing: off unless the library's keeper turns it on, behind one passphrase."""
