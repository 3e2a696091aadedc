"""Our own tests that fail among the neighbours, because of what a neighbour does.

The stage `house` fails where another test does, and where one of these passes.
"""

# Module and name of the test -> which neighbour does what.
EXPLAINED: dict[str, str] = {}
