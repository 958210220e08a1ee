"""Largest cosines of two matrices by numpy and by torch, for bench/similarity.bench.ts: prints the seconds of each as JSON."""

import json
import os
import sys
import time

# Without it OpenBLAS takes some newer processors for old ones and runs several times slower.
os.environ["OPENBLAS_CORETYPE"] = "SKYLAKEX"
threads = sys.argv[5]
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = threads

import numpy as np

truth_file, query_file, width, rows = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
tile = 1024


def read_unit_rows(path):
    matrix = np.fromfile(path, dtype=np.float32).reshape(-1, width)
    return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


def by_numpy(truth, query):
    best, match = [], []
    for start in range(0, len(truth), tile):
        products = truth[start : start + tile] @ query.T
        argmax = products.argmax(1)
        best.append(products[np.arange(len(argmax)), argmax])
        match.append(argmax)
    return np.concatenate(best), np.concatenate(match)


def by_torch(truth, query):
    import torch

    torch.set_num_threads(int(threads))
    truth, query = torch.from_numpy(truth), torch.from_numpy(query)
    return [(truth[start : start + tile] @ query.T).max(1) for start in range(0, len(truth), tile)]


def both_by_numpy(truth, query):
    best = np.full(len(query), -2, dtype=np.float32)
    match = np.zeros(len(query), dtype=np.int64)
    columns = np.arange(len(query))
    for start in range(0, len(truth), tile):
        products = truth[start : start + tile] @ query.T
        argmax = products.argmax(1)
        products[np.arange(len(argmax)), argmax]
        argmax = products.argmax(0)
        of_tile = products[argmax, columns]
        match[of_tile > best] = argmax[of_tile > best] + start
        best = np.maximum(best, of_tile)


def seconds(work, *arguments):
    start = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start


truth, query = read_unit_rows(truth_file)[:rows], read_unit_rows(query_file)
best, match = by_numpy(truth[:tile], query)
report = {
    "numpy": seconds(by_numpy, truth, query),
    "numpyBoth": seconds(both_by_numpy, truth, query),
    "torch": None,
    "firstBest": best.tolist(),
    "firstMatch": match.tolist(),
}
try:
    by_torch(truth[:tile], query)
    report["torch"] = seconds(by_torch, truth, query)
except ImportError:
    pass
print(json.dumps(report))
