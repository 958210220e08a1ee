"""Logistic regression by scikit-learn, for bench/probes.bench.ts: prints seconds, weights and iterations as JSON."""

import json
import os
import sys
import time

# Without it OpenBLAS takes some newer processors for old ones and runs several times slower.
os.environ["OPENBLAS_CORETYPE"] = "SKYLAKEX"
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = sys.argv[4]

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

values_file, labels_file, width = sys.argv[1], sys.argv[2], int(sys.argv[3])
values = np.fromfile(values_file, dtype=np.float32).reshape(-1, width)
labels = np.fromfile(labels_file, dtype=np.uint8)


def fit(tolerance):
    start = time.perf_counter()
    scaler = StandardScaler().fit(values.astype(np.float64))
    model = LogisticRegression(tol=tolerance, max_iter=10_000).fit(scaler.transform(values.astype(np.float64)), labels)
    seconds = time.perf_counter() - start
    return seconds, (model.coef_[0] / scaler.scale_).tolist(), int(model.n_iter_[0])


seconds, weights, iterations = fit(1e-4)
strict_seconds, _, _ = fit(1e-5)
print(json.dumps({"seconds": seconds, "strictSeconds": strict_seconds, "weights": weights, "iterations": iterations}))
