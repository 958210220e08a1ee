"""Token ids as the model is fed them: windows of a stream for training, padded documents for measuring."""
import torch

from bpe import END_OF_TEXT


def to_stream(documents, end):
    """One long row of ids, every document followed by the end token; and where each document starts."""
    ids, starts = [], []
    for document in documents:
        starts.append(len(ids))
        ids += document + [end]
    return torch.tensor(ids), torch.tensor(starts)


def draw_windows(stream, starts, rows, length, generator, share_at_starts=0.5):
    """Windows [rows, length + 1]: a share of them start where a document starts, the others anywhere."""
    last, anywhere_rows = len(stream) - length - 1, rows - int(rows * share_at_starts)
    anywhere = torch.randint(0, last, (anywhere_rows,), generator=generator)
    usable = starts[starts < last]
    at_starts = usable[torch.randint(0, len(usable), (rows - anywhere_rows,), generator=generator)]
    first = torch.cat((anywhere, at_starts))
    return stream[first[:, None] + torch.arange(length + 1)]


def cut(documents, length):
    """Documents cut into contexts of at most `length` tokens; contexts of one token predict nothing and go."""
    contexts = [document[at:at + length] for document in documents for at in range(0, len(document), length)]
    return [context for context in contexts if len(context) > 1]


def pad(contexts, fill=0):
    """Right-padded ids [B, T] and mask [B, T], 1 where there is a token."""
    length = max(map(len, contexts))
    ids = torch.tensor([context + [fill] * (length - len(context)) for context in contexts])
    mask = torch.tensor([[1] * len(context) + [0] * (length - len(context)) for context in contexts])
    return ids, mask


def padded_batches(contexts, rows=32):
    """All contexts, those of similar length together."""
    ordered = sorted(contexts, key=len)
    for at in range(0, len(ordered), rows):
        yield pad(ordered[at:at + rows])


def next_token_losses(logits, ids, mask):
    """Losses [N] in nats of every token but the first of its context; padding predicts and is predicted nowhere."""
    log_probabilities = logits[:, :-1].log_softmax(dim=-1)
    losses = -log_probabilities.gather(-1, ids[:, 1:, None])[..., 0]
    return losses[mask[:, 1:] > 0]


def encode_all(tokenizer, texts):
    return [tokenizer.encode(text) for text in texts]


def end_id(tokenizer):
    return tokenizer.ids[END_OF_TEXT]
