"""What a dictionary keeps of its model, measured on the corpus.

L0: features above zero, mean over tokens. MSE: squared error summed over the coordinates, mean over tokens.
Explained variance: 1 - sum of squared errors / sum of squared distances from the mean activation.
Loss recovered: (L_zero - L_dictionary) / (L_zero - L_model), where the activations of all positions are replaced by
zeros or by the reconstruction; L is the mean next-token loss. Dead: never above zero on the corpus.
MMCS: of the decoder vectors of a's live features, the mean of each one's largest cosine with b's live ones.
"""
import torch

from batches import next_token_losses, padded_batches
from hook_points import reading, replacing


@torch.no_grad()
def collect(model, contexts, hook_points):
    """The activations [N, d] of all tokens at each hook point, from one pass."""
    kept = {name: [] for name in hook_points}
    with reading(model, hook_points) as activations:
        for ids, mask in padded_batches(contexts):
            model(ids, mask)
            for name in hook_points:
                kept[name].append(activations[name][mask > 0].clone())
    return {name: torch.cat(parts) for name, parts in kept.items()}


@torch.no_grad()
def mean_loss(model, contexts):
    losses = [next_token_losses(model(ids, mask), ids, mask) for ids, mask in padded_batches(contexts)]
    return torch.cat(losses).mean().item()


class Losses:
    """The loss of the model as it is and with zeros at a hook point, each computed once."""

    def __init__(self, model, contexts):
        self.model, self.contexts, self.known = model, contexts, {}

    def original(self):
        if None not in self.known:
            self.known[None] = mean_loss(self.model, self.contexts)
        return self.known[None]

    def replaced(self, hook_point, change):
        with replacing(self.model, hook_point, change):
            return mean_loss(self.model, self.contexts)

    def zeroed(self, hook_point):
        if hook_point not in self.known:
            self.known[hook_point] = self.replaced(hook_point, torch.zeros_like)
        return self.known[hook_point]


@torch.no_grad()
def encode_all(dictionary, x, rows=8192):
    return torch.cat([dictionary.encode(part) for part in x.split(rows)])


@torch.no_grad()
def measure(dictionary, x, losses, hook_point):
    f = encode_all(dictionary, x)
    errors = (x - dictionary.decode(f)).square().sum(dim=-1)
    firings = (f > 0).sum(dim=0)
    frequencies = firings / len(x)
    original, zeroed = losses.original(), losses.zeroed(hook_point)
    reconstructed = losses.replaced(hook_point, dictionary)
    return {
        "tokens": len(x),
        "l0": (f > 0).sum(dim=-1).float().mean().item(),
        "mse": errors.mean().item(),
        "meanSquaredNorm": x.square().sum(dim=-1).mean().item(),
        "explainedVariance": (1 - errors.sum() / (x - x.mean(dim=0)).square().sum()).item(),
        "loss": original,
        "lossWithReconstruction": reconstructed,
        "lossWithZeros": zeroed,
        "lossRecovered": (zeroed - reconstructed) / (zeroed - original),
        "dead": int((firings == 0).sum()),
        "over10Percent": int((frequencies > 0.1).sum()),
        "medianFrequency": frequencies.median().item(),
    }


def live_directions(dictionary, live):
    return dictionary.decoder.weight.detach().T[live]


def mmcs(a, b):
    """Of unit rows a [A, d], the mean and the share above 0.9 of each one's largest cosine with a row of b [B, d]."""
    largest = (a @ b.T).max(dim=1).values
    return {"mean": largest.mean().item(), "shareAbove0.9": (largest > 0.9).float().mean().item()}
