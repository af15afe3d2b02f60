"""Report of a regional review: thematic areas with progress and challenges, text boxes, annexes, participants."""

from graphkit.text.blocks import Profile
from loaders.genres.genre import LINE, Genre, Sign

loader = Genre(
    "regional-review",
    Profile(
        name="regional-review",
        voices=(
            r"annex \d+\W+(?:message|statement|declaration|demands) (?:of|from|by) (?:the )?civil society",
            r"anexo \d+\W+(?:mensaje|declaraci[oó]n|demandas) de la sociedad civil",
        ),
        furniture=(r"return to contents", r"follow us on ", r"working better together$"),
    ),
    (
        Sign(r"regional review|(?:revisi[oó]n|examen) regional", 0.4, opening=True),
        Sign(LINE + r"(?:\d\.?\d?\.?\s*)?(?:thematic area|[aá]rea tem[aá]tica)\s+\d+", 0.3, times=3),
        Sign(LINE + r"(?:text ?box|box|recuadro)\s+\d+", 0.2),
        Sign(LINE + r"(?:annex|anexo)\s+\d+", 0.2),
        Sign(LINE + r"(?:\d\.?\d?\.?\d?\.?\s*)?(?:challenges|desaf[ií]os)[^\w\n]{0,8}$", 0.1, times=2),
    ),
)
