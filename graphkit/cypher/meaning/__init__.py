"""What the words of a query stand for: variables and where they are known, kinds of values, groups.

Neo4j refuses a query that uses what is not there; the embedded engines answer some of them. So a query is read here
before they are asked.
"""
