"""Why each figure says what it says: its rule, the facts it is made of with their lines, and the sum."""
