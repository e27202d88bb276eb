"""Problems as values: where, which rule, what to do. Every surface prints the same value."""
