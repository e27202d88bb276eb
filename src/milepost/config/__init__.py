"""Settings: what milepost.toml may say, with defaults, and what each key means."""
