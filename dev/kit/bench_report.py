"""The bench's figures: medians, and ratios of runs that were made side by side."""

from statistics import median

Rounds = list[dict[str, dict]]


def rate(run: dict) -> float:
    """Messages a second of one run."""
    return run["messages"] / run["seconds"]


def cost(run: dict) -> float:
    """Seconds a message of one run."""
    return run["seconds"] / run["messages"]


def paired(rounds: Rounds, kind: str, beside: str, measure) -> float:
    """Median over the rounds of one kind's measure divided by another's."""
    return round(median(measure(r[kind]) / measure(r[beside]) for r in rounds), 2)


def middle(rounds: Rounds, kind: str, measure, digits: int = 1) -> float:
    """Median over the rounds of one kind's measure."""
    return round(median(measure(r[kind]) for r in rounds), digits)


def figures(rounds: Rounds) -> dict:
    """The report: messages a second, ratios, peak memory in MiB, queries a message."""
    stock = middle(rounds, "stock", rate)
    return {
        "live": {
            "stock": stock,
            "ours": middle(rounds, "live", rate),
            "ratio": paired(rounds, "live", "stock", rate),
        },
        "import": {
            "stock": stock,
            "ours": middle(rounds, "import", rate),
            "ratio": paired(rounds, "import", "stock", rate),
        },
        "large": {
            "ours": middle(rounds, "large", rate),
            "ratio_to_empty": paired(rounds, "large", "live", cost),
        },
        "memory_mib": {
            kind: middle(rounds, kind, lambda run: run["memory_mib"])
            for kind in ("stock", "live", "half", "import", "large")
        },
        "queries_per_message": {
            kind: middle(rounds, kind, lambda run: run["queries"] / run["messages"])
            for kind in ("stock", "live", "import", "large")
        },
        "cpu_ms_per_message": {
            kind: middle(rounds, kind, lambda run: 1000 * run["cpu"] / run["messages"])
            for kind in ("stock", "live", "import", "large")
        },
    }


def table(report: dict) -> str:
    """The report for people."""
    memory = report["memory_mib"]
    queries = report["queries_per_message"]
    cpu = report["cpu_ms_per_message"]
    speed = {
        "stock": (report["live"]["stock"], ""),
        "live": (report["live"]["ours"], f"{report['live']['ratio']} x stock"),
        "import": (report["import"]["ours"], f"{report['import']['ratio']} x stock"),
        "large": (
            report["large"]["ours"],
            f"cost {report['large']['ratio_to_empty']} x that of an empty database",
        ),
    }
    lines = ["            msg/s   MiB peak   queries/msg   CPU ms/msg"]
    for kind, (value, note) in speed.items():
        lines.append(
            f"{kind:8} {value:8}   {memory[kind]:8}   {queries[kind]:11}   "
            f"{cpu[kind]:10}   {note}".rstrip()
        )
    lines.append(
        f"peak memory of the live run with half the messages: {memory['half']}"
    )
    return "\n".join(lines)
