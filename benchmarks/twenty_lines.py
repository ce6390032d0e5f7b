"""What a skilled reader of docxtpl's manual would write: the rival of one `docgen programme`."""

import json
from pathlib import Path

import click
import jsonschema
import yaml
from docxtpl import DocxTemplate


@click.command()
@click.argument("brief", type=click.Path(path_type=Path))
@click.argument("schema", type=click.Path(path_type=Path))
@click.argument("template", type=click.Path(path_type=Path))
@click.argument("values", type=click.Path(path_type=Path))
@click.argument("output", type=click.Path(path_type=Path))
def programme(brief: Path, schema: Path, template: Path, values: Path, output: Path) -> None:
    """Validate a brief, then fill a template with values that somebody else has worked out."""
    data = yaml.load(brief.read_bytes(), Loader=yaml.CSafeLoader)
    jsonschema.validate(data, json.loads(schema.read_text(encoding="utf-8")))
    document = DocxTemplate(template)
    document.render(json.loads(values.read_text(encoding="utf-8")), autoescape=True)
    document.save(output)


if __name__ == "__main__":
    programme()
