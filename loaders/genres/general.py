"""Any other policy text: numbered or marked headings, paragraphs, lists."""

from graphkit.text.blocks import Profile
from loaders.genres.genre import Genre

loader = Genre("general", Profile(name="general"))
