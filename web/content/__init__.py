"""What the pages show: rows of the graph gathered into facts, items and quotations."""
