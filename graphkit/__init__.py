"""Turn migration-policy texts into a property graph whose every link shows the words that carry it."""

__version__ = "0.1.0"
