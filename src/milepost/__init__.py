"""milepost: goals as Markdown notes, progress as static HTML."""

__version__ = "0.1.0"
