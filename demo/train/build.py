"""Rebuilds everything in this folder's parent, step by step, and prints what each step took."""
import time

import corpus
import evaluate
import export_onnx
import probe_baselines
import redraw
import reference
import train_dictionaries
import train_model
import train_tokenizer
import write_contents
import write_datasets

STEPS = [
    ("tokenizer", train_tokenizer.main),
    ("corpus", corpus.write_corpus),
    ("data sets", write_datasets.main),
    ("model", train_model.main),
    ("twins", redraw.main),
    ("export", export_onnx.main),
    ("dictionaries", train_dictionaries.main),
    ("contents", write_contents.main),
    ("reference", reference.main),
    ("measurements", evaluate.main),
    ("probes", probe_baselines.main),
]


def main():
    for name, step in STEPS:
        print(f"== {name}", flush=True)
        begin = time.process_time()
        step()
        print(f"== {name}: {time.process_time() - begin:.0f} CPU-s", flush=True)


if __name__ == "__main__":
    main()
