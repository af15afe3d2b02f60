"""How right the reading is, measured against labels that people coded."""

from graphkit.evaluation.agreement import find_agreement
from graphkit.evaluation.gold import Unit, read_gold
from graphkit.evaluation.measures import Accuracy, find_accuracy

__all__ = ["Accuracy", "Unit", "find_accuracy", "find_agreement", "read_gold"]
