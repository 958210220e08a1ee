"""What a dictionary keeps of its model, measured on the corpus.

L0: features above zero, mean over tokens. MSE: squared error summed over the coordinates, mean over tokens.
Explained variance: 1 - sum of squared errors / sum of squared distances from the mean activation.
Loss recovered: (L_zero - L_dictionary) / (L_zero - L_model), where the activations of all positions are replaced by
zeros or by the reconstruction; L is the mean next-token loss. Dead: never above zero on the corpus.
"""
import torch

from batches import next_token_losses, padded_batches
from hook_points import reading, replacing


@torch.no_grad()
def collect(model, contexts, hook_point):
    """The activations [N, d] of all tokens."""
    kept = []
    with reading(model, [hook_point]) as activations:
        for ids, mask in padded_batches(contexts):
            model(ids, mask)
            kept.append(activations[hook_point][mask > 0])
    return torch.cat(kept)


@torch.no_grad()
def mean_loss(model, contexts):
    return torch.cat([next_token_losses(model(ids, mask), ids, mask) for ids, mask in padded_batches(contexts)]).mean()


@torch.no_grad()
def measure(model, dictionary, contexts, hook_point):
    x = collect(model, contexts, hook_point)
    f = dictionary.encode(x)
    errors = (x - dictionary.decode(f)).square().sum(dim=-1)
    firings = (f > 0).sum(dim=0)
    frequencies = firings / len(x)
    original = mean_loss(model, contexts)
    with replacing(model, hook_point, dictionary):
        reconstructed = mean_loss(model, contexts)
    with replacing(model, hook_point, torch.zeros_like):
        zeroed = mean_loss(model, contexts)
    return {
        "tokens": len(x),
        "L0": (f > 0).sum(dim=-1).float().mean().item(),
        "MSE": errors.mean().item(),
        "mean squared norm": x.square().sum(dim=-1).mean().item(),
        "explained variance": (1 - errors.sum() / (x - x.mean(dim=0)).square().sum()).item(),
        "loss": original.item(),
        "loss with the reconstruction": reconstructed.item(),
        "loss with zeros": zeroed.item(),
        "loss recovered": ((zeroed - reconstructed) / (zeroed - original)).item(),
        "dead features": int((firings == 0).sum()),
        "features above 10% of tokens": int((frequencies > 0.1).sum()),
        "median frequency": frequencies.median().item(),
    }
