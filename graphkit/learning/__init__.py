"""Learning from labels: coded units -> examples -> heads, measured by folds of whole documents."""
