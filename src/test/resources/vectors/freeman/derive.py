#!/usr/bin/env python3
"""Derives the golden vectors of Freeman's model from its formula, by counting raw rows in exact fractions.

Independent of the Java under test: it knows no incremental counts, no hash tables and no floating point. For every
vector it goes through all rows again and counts what the formula names:

    S_u(x) = [ prod_k p(x_k) / p(x_k | u) ] * [ (1/|U|) / (n_u/N) ]
    p(x_k) = sum over levels i of  w_i * p_in(x_i) * p_out(x_i)
    p_out(v): among all N rows        c/N * (1 - M/(N+M)) if seen, 1/(N+M) if unseen and smoothed, 0 if not smoothed
    p_in(v):  the same among the rows that share v
    M = 1 + the number of distinct values of each lower level among those rows; 0 where nothing is smoothed
    smoothed: the population's first level only; never the user's side
    a feature of which the user had no level: p(x_k | u) := p(x_k) / 4

Sources: Freeman et al., Who Are You?, NDSS 2016, equation 7; Wiefling et al., Pump Up Password Security!, ACM TOPS
2022 (weights and edge cases). Written from the formula; run it without arguments to make world-*.csv again, byte for
byte. Each file is one world: `learn` rows fill the history in order, `score` rows ask for the score at that moment and
change nothing. The expected values carry 25 significant digits.
"""
import random
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

getcontext().prec = 40
FEATURES = [
    [("address", "0.6"), ("asn", "0.3"), ("country", "0.1")],
    [("agent", "0.53867"), ("browser", "0.26805"), ("os", "0.18818"), ("type", "0.00511")],
]
SIMPLE = [[("address", "1")], [("agent", "1")]]
COLUMNS = ["user", "address", "asn", "country", "agent", "browser", "os", "type"]


def share(rows, names, level, value, smoothed):
    """p_out of a value at one level among some rows."""
    seen = [row for row in rows if row[names[level]] == value]
    unseen = 0
    if smoothed:
        unseen = 1
        for lower in names[level + 1:]:
            unseen += len({row[lower] for row in rows})
    if seen:
        return Fraction(len(seen), len(rows)) * (1 - Fraction(unseen, len(rows) + unseen))
    return Fraction(1, len(rows) + unseen) if smoothed else Fraction(0)


def likelihood(rows, attempt, feature, smooth_first):
    names = [name for name, _ in feature]
    total = Fraction(0)
    for level, (name, weight) in enumerate(feature):
        smoothed = smooth_first and level == 0
        value = attempt[name]
        sharing = [row for row in rows if row[name] == value]
        if not sharing and not smoothed:
            continue
        inner = share(sharing, names, level, value, smoothed)
        total += Fraction(Decimal(weight)) * inner * share(rows, names, level, value, smoothed)
    return total


def score(rows, attempt, features):
    own = [row for row in rows if row["user"] == attempt["user"]]
    if not own:
        return Fraction(0)
    result = Fraction(1)
    for feature in features:
        everybody = likelihood(rows, attempt, feature, True)
        user = likelihood(own, attempt, feature, False)
        result *= everybody / (user if user else everybody / 4)
    users = len({row["user"] for row in rows})
    return result * Fraction(1, users) / Fraction(len(own), len(rows))


def text(value):
    return format(Decimal(value.numerator) / Decimal(value.denominator), ".24E") if value else "0"


def some_row(rng, users):
    """Rows overlap a good deal: an address may be seen with two networks, an agent with two systems."""
    address = rng.randrange(14)
    network = address // 3 if rng.random() < 0.9 else rng.randrange(6)
    country = network // 2 if rng.random() < 0.95 else rng.randrange(4)
    agent = rng.randrange(12)
    return {
        "user": rng.randrange(users),
        "address": f"192.0.2.{address}",
        "asn": 64496 + network,
        "country": ["NO", "SE", "DK", "FI"][country],
        "agent": f"agent-{agent}",
        "browser": f"browser-{agent // 2 if rng.random() < 0.9 else rng.randrange(7)}",
        "os": f"os-{agent // 3 if rng.random() < 0.9 else rng.randrange(5)}",
        "type": ["mobile", "desktop"][agent % 2],
    }


def main():
    for world in range(1, 43):
        rng = random.Random(f"freeman {world}")
        users = rng.randint(2, 9)
        rows, lines = [], ["# " + ",".join(["do"] + COLUMNS + ["extended", "simple"])]
        for _ in range(rng.randint(20, 60)):
            row = some_row(rng, users)
            rows.append(row)
            lines.append(",".join(["learn"] + [str(row[c]) for c in COLUMNS] + ["", ""]))
            if rng.random() < 0.9 and len(rows) > 1:
                attempt = some_row(rng, users + 1)
                expected = [text(score(rows, attempt, f)) for f in (FEATURES, SIMPLE)]
                lines.append(",".join(["score"] + [str(attempt[c]) for c in COLUMNS] + expected))
        path = Path(__file__).parent / f"world-{world:02}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
