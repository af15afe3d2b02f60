"""Results of a national consultation: a government's position, definitions of terms, commitments theme by theme."""

from graphkit.text.blocks import Profile
from loaders.genres.genre import LINE, Genre, Sign

loader = Genre(
    "national-consultation",
    Profile("national-consultation"),
    (
        Sign(r"national consultation|consulta nacional", 0.5, opening=True),
        Sign(LINE + r"(?:theme|tema|eje|mesa)\s+\d+", 0.3, times=3),
        Sign(r"conceptuali[sz]ation of|conceptualizaci[oó]n de|definition of (?:key|essential) terms", 0.2),
        Sign(
            r"(?:national|country['’]s|[A-Z]\w+['’]s) (?:national )?position|posici[oó]n (?:nacional|del pa[ií]s)",
            0.2,
            opening=True,
        ),
    ),
)
