"""`milepost schema`: JSON Schemas."""

import click


@click.command(short_help="JSON Schemas of the settings and of data.json.")
@click.argument("which", type=click.Choice(("config", "data")))
def schema(*, which: str) -> None:
    """The JSON Schema of milepost.toml (config) or of `export json` (data)."""
    from milepost.cli.terminal import print_json

    if which == "config":
        from milepost.config.schema import settings_schema

        print_json(settings_schema())
        return
    from milepost.report.export.schema import data_schema

    print_json(data_schema())
