"""Any other policy text: numbered or marked headings, paragraphs, lists."""

from graphkit.blocks import Profile
from loaders.parts.genre import Genre

loader = Genre("general", Profile(name="general"))
