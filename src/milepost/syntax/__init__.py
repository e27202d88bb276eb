"""From one note's bytes to a Document. The only package that knows YAML and Markdown tokens."""
