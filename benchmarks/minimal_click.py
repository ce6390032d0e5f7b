"""The least that a Click program can be: what `docgen --help` is measured against."""

import click


@click.command()
@click.argument("name", default="vous")
def hello(name: str) -> None:
    """Say hello."""
    click.echo(f"Bonjour {name}")


if __name__ == "__main__":
    hello()
