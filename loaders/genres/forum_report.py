"""Report of a forum: panel by panel, a short account of the situation, then recommendations."""

from graphkit.text.blocks import Profile
from loaders.genres.genre import LINE, Genre, Sign

loader = Genre(
    "forum-report",
    Profile("forum-report"),
    (
        Sign(r"\b(?:forum|foro)\b", 0.3, opening=True),
        Sign(LINE + r"(?:panel|session|sesi[oó]n)\s+\d+", 0.4, times=2),
        Sign(LINE + r"recomm?enda(?:tions|ciones)[^\w\n]{0,8}$", 0.2, times=2),
        Sign(r"report on results|preparatory process|informe de resultados|proceso preparatorio", 0.1, opening=True),
    ),
)
