"""Lists: the bullets that « List Bullet » and « Puce de tableau » carry (ECMA-376, part 1, 17.9)."""

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LISTS = {1: ("ListBullet", 340, 255), 2: ("PuceDeCellule", 227, 198)}


def numbering() -> str:
    """`word/numbering.xml`."""
    abstract = "".join(_abstract(number, *shape) for number, shape in _LISTS.items())
    numbers = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in _LISTS)
    return f'<w:numbering xmlns:w="{_NAMESPACE}">{abstract}{numbers}</w:numbering>'


def _abstract(number: int, style: str, indent: int, hanging: int) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="{style}"/><w:lvlText w:val="•"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="{hanging}"/></w:pPr>'
        "</w:lvl></w:abstractNum>"
    )
