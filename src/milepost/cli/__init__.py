"""The command line: the only package that prints, exits, asks the time and reads the environment."""
