"""Page values: everything a page shows as text, numbers and tuples. Knows no templates and no HTML of its own."""
