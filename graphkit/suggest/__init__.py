"""Labels suggested by a language model: asked for, checked against the text, and laid before people; never applied.

The build calls no model. What a model answers becomes rows of a review sheet, which a person accepts or not.
"""
