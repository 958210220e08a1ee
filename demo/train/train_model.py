"""Trains the language model on the training text and measures it on the held-out corpus."""
import json
import math
import time

import torch

from accuracy import VARIANTS, accuracies, held_out_rows
from batches import cut, draw_windows, encode_all, end_id, next_token_losses, padded_batches, to_stream
from bpe import Tokenizer
from corpus import read_texts
from model import CONFIG, GPTNeoXForCausalLM
from settings import CONTEXT, CORPUS_FILE, MODEL_FOLDER, MODEL_SEED, TRAINING_FILE, weights_file

STEPS, LEARNING_RATE, WARM_UP = 4500, 2e-3, 150
SHORT, LONG = (16, CONTEXT // 2), (8, CONTEXT)  # rows and length of the windows


def learning_rate(step):
    """Linear warm-up, then a cosine down to a twentieth."""
    if step < WARM_UP:
        return LEARNING_RATE * (step + 1) / WARM_UP
    done = (step - WARM_UP) / (STEPS - WARM_UP)
    return LEARNING_RATE * (0.05 + 0.95 * (1 + math.cos(math.pi * done)) / 2)


def window_shape(step):
    """Half the context for most steps, which is cheaper; the whole of it for the last sixth."""
    return SHORT if step < STEPS * 5 // 6 else LONG


def mean_loss(model, contexts):
    with torch.no_grad():
        losses = [next_token_losses(model(ids, mask), ids, mask) for ids, mask in padded_batches(contexts)]
    return torch.cat(losses).mean().item()


def unigram_entropy(documents):
    counts = torch.bincount(torch.tensor([token for document in documents for token in document])).float()
    shares = counts[counts > 0] / counts.sum()
    return -(shares * shares.log()).sum().item()


def train(documents, end, report):
    torch.manual_seed(MODEL_SEED)
    generator = torch.Generator().manual_seed(MODEL_SEED)
    model = GPTNeoXForCausalLM(CONFIG)
    stream, starts = to_stream(documents, end)
    optimizer = torch.optim.AdamW(model.parameters(), betas=(0.9, 0.95), weight_decay=0.01)
    begin, recent = time.process_time(), []
    for step in range(STEPS):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step)
        window = draw_windows(stream, starts, *window_shape(step), generator)
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
        if (step + 1) % 300 == 0:
            report(model)
    return model.eval()


def load_model(name="demo"):
    model = GPTNeoXForCausalLM(CONFIG)
    model.load_state_dict(torch.load(weights_file(name)))
    return model.eval()


def main():
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    tokenizer = Tokenizer.load(MODEL_FOLDER / "tokenizer.json")
    training = encode_all(tokenizer, read_texts(TRAINING_FILE))
    held_out = encode_all(tokenizer, read_texts(CORPUS_FILE))
    print(f"{sum(map(len, training))} tokens", flush=True)
    rows = {variant: held_out_rows(variant, 400) for variant in VARIANTS}

    def report(model):
        torch.save(model.state_dict(), weights_file("demo"))
        for variant in VARIANTS:
            print(f"  {variant}: {accuracies(model, tokenizer, rows[variant])}", flush=True)

    model = train(training, end_id(tokenizer), report)
    torch.save(model.state_dict(), weights_file("demo"))
    (MODEL_FOLDER / "config.json").write_text(json.dumps(CONFIG, indent=2) + "\n")
    for name, documents in [("training text, first 1000 documents", training[:1000]), ("corpus", held_out)]:
        loss, entropy = mean_loss(model, cut(documents, CONTEXT)), unigram_entropy(documents)
        print(f"{name}: {sum(map(len, documents))} tokens, loss {loss:.4f}, unigram entropy {entropy:.4f}")


if __name__ == "__main__":
    main()
