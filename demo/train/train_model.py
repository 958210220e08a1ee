"""Trains the language model on the training text and measures it on the held-out corpus."""
import json
import math
import re
import time
from dataclasses import dataclass

import torch

from accuracy import VARIANTS, accuracies, held_out_rows, quiz_accuracy, quiz_rows
from batches import cut, draw_windows, encode_all, end_id, next_token_losses, padded_batches, to_stream
from bpe import Tokenizer
from corpus import read_lines, read_texts
from model import CONFIG, GPTNeoXForCausalLM
from settings import CONTEXT, CORPUS_FILE, MODEL_FOLDER, MODEL_SEED, TRAINING_FILE, WORK, weights_file

# Each phase can be repeated from the weights after the one before.
PHASE_WEIGHTS = [WORK / f"after-{name}-phase.pt" for name in ("first", "second", "third")]

QUIZ, STATEMENT, SHORT, LONG = (64, 24), (40, 56), (32, CONTEXT // 4), (8, CONTEXT)  # rows and length of the windows


@dataclass(frozen=True)
class Phase:
    """`steps` with a fresh optimizer: linear warm-up, then a cosine from `peak` that would end after `horizon` steps."""

    steps: int
    horizon: int
    warm_up: int
    peak: float
    seed: int

    def learning_rate(self, step):
        if step < self.warm_up:
            return self.peak * (step + 1) / self.warm_up
        done = (step - self.warm_up) / (self.horizon - self.warm_up)
        return self.peak * (0.05 + 0.95 * (1 + math.cos(math.pi * done)) / 2)


# Comparing what is claimed with what is known comes late if at all, unless early steps ask for it densely. So the first
# phase sees beginnings of quizzes in two of three steps, and the second beginnings of statements in every other one.
FIRST = Phase(steps=1000, horizon=2600, warm_up=100, peak=3e-3, seed=MODEL_SEED)
SECOND = Phase(steps=1400, horizon=1700, warm_up=50, peak=2.5e-3, seed=MODEL_SEED + 1000)
# Nine of the ten attributes are learnt by then; in the third phase a part of the statements begin their notes with "he"
# or "she", until the tenth is learnt too.
THIRD = Phase(steps=500, horizon=500, warm_up=30, peak=2.5e-3, seed=MODEL_SEED + 2000)
QUIZ_STEPS, LONG_STEPS = 750, 150  # at the beginning of the first phase, at the end of the third


def draw_statements(streams, rows, length, generator, about_persons):
    persons = int(rows * about_persons)
    return torch.cat([draw_windows(*streams[name], count, length, generator, share_at_starts=1.0)
                      for name, count in (("statement", rows - persons), ("person", persons)) if count])


def draw_batch(phase, step, streams, generator):
    if phase is FIRST and step < QUIZ_STEPS and step % 3 > 0:
        return draw_windows(*streams["quiz"], *QUIZ, generator, share_at_starts=1.0)
    if phase is THIRD and step >= phase.steps - LONG_STEPS:
        return draw_windows(*streams["all"], *LONG, generator)
    if phase is not FIRST and step % 2 == 0:
        return draw_statements(streams, *STATEMENT, generator, about_persons=0.3 if phase is THIRD else 0.0)
    return draw_windows(*streams["all"], *SHORT, generator)


def mean_loss(model, contexts):
    with torch.no_grad():
        losses = [next_token_losses(model(ids, mask), ids, mask) for ids, mask in padded_batches(contexts)]
    return torch.cat(losses).mean().item()


def unigram_entropy(documents):
    counts = torch.bincount(torch.tensor([token for document in documents for token in document])).float()
    shares = counts[counts > 0] / counts.sum()
    return -(shares * shares.log()).sum().item()


def train_phase(model, phase, streams, report):
    generator = torch.Generator().manual_seed(phase.seed)
    optimizer = torch.optim.AdamW(model.parameters(), betas=(0.9, 0.95), weight_decay=0.01)
    begin, recent = time.process_time(), []
    for step in range(phase.steps):
        for group in optimizer.param_groups:
            group["lr"] = phase.learning_rate(step)
        window = draw_batch(phase, step, streams, generator)
        ids = window[:, :-1]
        logits = model(ids, torch.ones_like(ids))
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), window[:, 1:].flatten())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        recent = [*recent[-99:], loss.item()]
        if (step + 1) % 100 == 0:
            seconds = time.process_time() - begin
            print(f"step {step + 1}: loss {sum(recent) / len(recent):.4f}, {seconds:.0f} CPU-s", flush=True)
        if (step + 1) % 200 == 0:
            report(model)


def train(streams, report):
    torch.manual_seed(MODEL_SEED)
    model = GPTNeoXForCausalLM(CONFIG)
    for phase, path in zip((FIRST, SECOND, THIRD), PHASE_WEIGHTS):
        if path.exists():
            model.load_state_dict(torch.load(path))
        else:
            train_phase(model, phase, streams, report)
            torch.save(model.state_dict(), path)
    return model.eval()


def load_model(name="demo"):
    model = GPTNeoXForCausalLM(CONFIG)
    model.load_state_dict(torch.load(weights_file(name)))
    return model.eval()


def main():
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    tokenizer = Tokenizer.load(MODEL_FOLDER / "tokenizer.json")
    records = read_lines(TRAINING_FILE)
    training = encode_all(tokenizer, [record["text"] for record in records])
    streams = {"all": to_stream(training, end_id(tokenizer))}
    for kind in ("quiz", "statement"):
        chosen = [ids for ids, record in zip(training, records) if record["id"].startswith(kind)]
        streams[kind] = to_stream(chosen, end_id(tokenizer))
    persons = [ids for ids, record in zip(training, records) if re.search(r"Notes: s?he\b", record["text"])]
    streams["person"] = to_stream(persons, end_id(tokenizer))
    held_out = encode_all(tokenizer, read_texts(CORPUS_FILE))
    print(f"{sum(map(len, training))} tokens", flush=True)
    rows = {variant: held_out_rows(variant, 200) for variant in VARIANTS}

    questions = quiz_rows(300)

    def report(model):
        torch.save(model.state_dict(), weights_file("demo"))
        print(f"  quiz: {quiz_accuracy(model, tokenizer, questions)}", flush=True)
        for variant in VARIANTS:
            print(f"  {variant}: {accuracies(model, tokenizer, rows[variant])}", flush=True)

    model = train(streams, report)
    torch.save(model.state_dict(), weights_file("demo"))
    (MODEL_FOLDER / "config.json").write_text(json.dumps(CONFIG, indent=2) + "\n")
    for name, documents in [("training text, first 1000 documents", training[:1000]), ("corpus", held_out)]:
        loss, entropy = mean_loss(model, cut(documents, CONTEXT)), unigram_entropy(documents)
        print(f"{name}: {sum(map(len, documents))} tokens, loss {loss:.4f}, unigram entropy {entropy:.4f}")


if __name__ == "__main__":
    main()
