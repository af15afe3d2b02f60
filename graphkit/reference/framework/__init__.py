"""What commitments are measured against: frameworks with their objectives, areas, principles, groups and cues."""

from graphkit.reference.framework.loader import list_frameworks, load_framework, load_groups
from graphkit.reference.framework.model import Framework, Groups

__all__ = ["Framework", "Groups", "list_frameworks", "load_framework", "load_groups"]
