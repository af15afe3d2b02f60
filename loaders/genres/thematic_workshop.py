"""Summary of a thematic workshop: topics debated, good practices by country, results and recommendations."""

from graphkit.text.blocks import Profile
from loaders.genres.genre import LINE, Genre, Sign

loader = Genre(
    "thematic-workshop",
    Profile(
        name="thematic-workshop",
        furniture=(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? [a-z]+ \d{1,2},? \d{4}$",),
    ),
    (
        Sign(r"thematic workshop|taller tem[aá]tico", 0.5, opening=True),
        Sign(
            LINE + r"(?:\d\.?\d?\.?\s*)?(?:concrete |main )?(?:results|conclusions?|resultados|conclusi[oó]n(?:es)?)\b",
            0.2,
        ),
        Sign(r"rapporteurs?|relator(?:es|ía)?|co-?chair|copresid", 0.2, opening=True),
        Sign(r"working groups?|plenary|grupos? de trabajo|plenaria", 0.1),
        Sign(r"good practices|buenas pr[aá]cticas", 0.1),
    ),
)
