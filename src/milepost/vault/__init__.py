"""From a folder to a Snapshot: finding the root, reading the settings, listing and reading the notes."""
