"""`milepost explain`: why a rule says what it says."""

import click


@click.command(short_help="Why a rule says what it says.")
@click.argument("rule")
def explain(*, rule: str) -> None:
    """What a rule means, why it matters and what to do. RULE is a name that `check` prints, such as invalid-date."""
    from milepost.cli.rule_pages import print_rule
    from milepost.cli.terminal import answers

    print_rule(answers(), rule)
