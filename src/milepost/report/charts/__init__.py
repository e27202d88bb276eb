"""Charts as numbers: geometry scaled and rounded here, drawn by templates."""
