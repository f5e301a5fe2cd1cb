#!/usr/bin/env python3
"""Draws of discrete noise a second: OpenDP beside `quietude bench noise`, one thread each, on this machine, turn by turn.

    python3 -m venv /tmp/opendp && /tmp/opendp/bin/pip install opendp
    /tmp/opendp/bin/python Tests/Benchmarks/opendp_peer.py [path of quietude]

Prints a line of JSON. OpenDP draws vectors of a million (its fastest form: one call, exact samplers of Canonne, Kamath, Steinke).
"""
import json
import os
import subprocess
import sys
import time

import opendp.prelude as dp

DRAWS = 1_000_000
RUNS = 3


def median(values):
    return sorted(values)[len(values) // 2]


def rate(measurement, zeros):
    start = time.perf_counter()
    measurement(zeros)
    return len(zeros) / (time.perf_counter() - start)


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else ".build/release/quietude"
    dp.enable_features("contrib")
    zeros = [0] * DRAWS
    space = dp.vector_domain(dp.atom_domain(T=int), size=DRAWS)
    peers = {
        "discrete_laplace": dp.m.make_laplace(space, dp.l1_distance(T=int), scale=10.0),
        "discrete_gaussian": dp.m.make_gaussian(space, dp.l2_distance(T=float), scale=10.0),
    }
    ours = {name: [] for name in peers}
    theirs = {name: [] for name in peers}
    for _ in range(RUNS):
        for name, measurement in peers.items():
            theirs[name].append(rate(measurement, zeros))
        line = subprocess.run([program, "bench", "noise", "--runs", "3", "--draws", str(DRAWS)], capture_output=True, check=True, text=True)
        figures = json.loads(line.stdout)
        for name in peers:
            ours[name].append(figures[name]["median"])
    print(json.dumps({
        "bench": "noise-peer", "unit": "draws/s", "opendp": dp.__version__ if hasattr(dp, "__version__") else os.environ.get("OPENDP_VERSION", ""),
        **{name: {"ours": round(median(ours[name])), "opendp": round(median(theirs[name])),
                  "times": round(median(ours[name]) / median(theirs[name]), 1), "goal": 10} for name in peers},
    }))


if __name__ == "__main__":
    main()
