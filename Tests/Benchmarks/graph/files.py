"""Writes the graph as every engine likes to read it."""

import os

from graph.songs import RELATIONS

SITE = "http://s/"


def write_all(graph, folder):
    for write in (write_tables, write_labels, write_triples, write_ntriples):
        write(graph, folder)


def write_tables(graph, folder):
    """CSV, a file a type and relation: `id,name` and `from,to`, nodes by number."""
    for kind, count in graph.counts.items():
        first = graph.offsets[kind]
        rows = (f"{node},{graph.names[node]}" for node in range(first, first + count))
        write_lines(folder, f"nodes_{kind}.csv", ["id,name"], rows)
    for relation, (heads, tails) in graph.edges.items():
        rows = (f"{head},{tail}" for head, tail in zip(heads.tolist(), tails.tolist()))
        write_lines(folder, f"edges_{relation}.csv", ["from,to"], rows)


def write_labels(graph, folder):
    """What segue imports first: lines that start with a tab name a node and its label."""
    nodes = typed_keys(graph, ":")
    write_lines(folder, "nodes.tsv", (f"\t{node}\t{name}" for node, name in zip(nodes, graph.names)))


def write_triples(graph, folder):
    """What segue imports then: head, relation and tail with tabs between."""
    nodes = typed_keys(graph, ":")
    write_lines(folder, "edges.tsv", (f"{nodes[h]}\t{r}\t{nodes[t]}" for h, r, t in all_edges(graph)))


def write_ntriples(graph, folder):
    nodes = [f"<{SITE}{node}>" for node in typed_keys(graph, "/")]
    edges = (f"{nodes[h]} <{SITE}{r}> {nodes[t]} ." for h, r, t in all_edges(graph))
    names = (f'{node} <{SITE}name> "{name}" .' for node, name in zip(nodes, graph.names))
    write_lines(folder, "graph.nt", edges, names)


def all_edges(graph):
    for relation in RELATIONS:
        heads, tails = graph.edges[relation]
        for head, tail in zip(heads.tolist(), tails.tolist()):
            yield head, relation, tail


def typed_keys(graph, mark):
    """`song:17` and the like, by node number."""
    kinds = (kind for kind, count in graph.counts.items() for _ in range(count))
    return [f"{kind}{mark}{key}" for kind, key in zip(kinds, graph.keys)]


def write_lines(folder, name, *parts):
    with open(os.path.join(folder, name), "w") as file:
        for lines in parts:
            file.writelines(line + "\n" for line in lines)
