"""The randomised twins: the trained model with weights drawn anew, all of them or all but the two embeddings.

Every tensor is drawn from the normal distribution with the mean and the standard deviation of the trained one, so the
twins' activations keep their rough size while nothing that was learnt remains.
"""
import torch

from settings import MODEL_NAMES, REDRAW_SEEDS, weights_file

KEPT = {"demo-random": (), "demo-random-keep-embeddings": ("gpt_neox.embed_in.weight", "embed_out.weight")}


def redraw(state, kept, seed):
    generator = torch.Generator().manual_seed(seed)
    drawn = {}
    for name in sorted(state):
        tensor = state[name]
        noise = torch.randn(tensor.shape, generator=generator)
        drawn[name] = tensor if name in kept else tensor.mean() + tensor.std() * noise
    return drawn


def main():
    state = torch.load(weights_file("demo"))
    for name in MODEL_NAMES[1:]:
        torch.save(redraw(state, KEPT[name], REDRAW_SEEDS[name]), weights_file(name))
        print(f"{name}: seed {REDRAW_SEEDS[name]}, kept {KEPT[name] or 'nothing'}")


if __name__ == "__main__":
    main()
