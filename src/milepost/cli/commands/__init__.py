"""One module a command, loaded when it is called. A module imports click at the top and the rest when it runs."""
