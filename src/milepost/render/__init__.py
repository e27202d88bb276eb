"""Page values to bytes. The only package that knows templates."""
