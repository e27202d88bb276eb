"""One rule a module: its docstring is its documentation page, `RULE` its name, `check` what it finds in one goal."""
