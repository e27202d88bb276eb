"""Page values, which templates print: frozen, of text, numbers and tuples. They know nothing of how they are made."""
