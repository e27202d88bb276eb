"""The only package that opens, writes, renames and lists. Everything above reaches the disk through it."""
