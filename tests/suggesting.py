"""Asks the recorded server for suggestions, as the command does."""

from graphkit.suggest.answers import Answers
from graphkit.suggest.client import ChatClient
from graphkit.suggest.run import Limits, Run
from graphkit.suggest.sheets import write_run
from graphkit.suggest.units import find_sent_units
from graphkit.workspace import open_workspace


def suggest(store, codes, server, folder, *, limits=None, size=5, address=None):
    graph = open_workspace(store).graph
    client, answers = ChatClient(address or server.address, "tiny", wait=lambda _: None, timeout=5), Answers(folder)
    try:
        outcome = Run(client, codes, answers, limits or Limits(), size).suggest(find_sent_units(graph))
    finally:
        client.close()
        answers.close()
    write_run(folder, graph, outcome, {"model": "tiny", "endpoint": "x", "store": "y", "cost": 0.0}, codes)
    return outcome


def files(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir()}
