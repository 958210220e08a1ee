"""A sparse autoencoder with the parameters and names of dictionary_learning's `AutoEncoder`, and its training.

Shapes: N tokens, d width of the activations, F features.
"""
import torch
from torch import nn

STEPS, ROWS, LEARNING_RATE = 6000, 1024, 1.5e-3
WARM_UP, PENALTY_WARM_UP, DECAY_START = 200, 600, 4800
RESAMPLE_STEPS = (1000, 2000, 3000, 4000)
DEAD_AFTER = 300  # steps without a single firing


class AutoEncoder(nn.Module):
    """f = relu(W_e (x - b) + b_e);  x' = W_d f + b;  the columns of W_d [d, F] have unit norm."""

    def __init__(self, width, features):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(width))
        self.encoder = nn.Linear(width, features)
        self.decoder = nn.Linear(features, width, bias=False)
        directions = torch.randn(width, features)
        directions /= directions.norm(dim=0)
        self.decoder.weight = nn.Parameter(directions.clone())
        # As in that library: a transposed view, so the stored strides are (1, F) and not (d, 1).
        self.encoder.weight = nn.Parameter(directions.clone().T)
        nn.init.zeros_(self.encoder.bias)

    def encode(self, x):
        return torch.relu(self.encoder(x - self.bias))

    def decode(self, f):
        return self.decoder(f) + self.bias

    def forward(self, x):
        return self.decode(self.encode(x))


def learning_rate(step):
    """Linear warm-up, constant, linear to zero from DECAY_START on."""
    return LEARNING_RATE * min((step + 1) / WARM_UP, 1.0, (STEPS - step) / (STEPS - DECAY_START))


def keep_unit_norm(dictionary):
    with torch.no_grad():
        dictionary.decoder.weight /= dictionary.decoder.weight.norm(dim=0, keepdim=True)


def project_gradient(weight):
    """Takes away the part of the gradient along each column, which the norm constraint would undo."""
    directions = weight.detach()
    weight.grad -= directions * (weight.grad * directions).sum(dim=0, keepdim=True)


@torch.no_grad()
def resample(dictionary, optimizer, dead, x, generator):
    """Points the dead features [F, bool] at inputs that are reconstructed badly."""
    if not dead.any():
        return
    losses = (x - dictionary(x)).square().sum(dim=-1)
    chosen = x[torch.multinomial(losses.square(), int(dead.sum()), generator=generator)]
    directions = chosen - dictionary.bias
    directions = directions / directions.norm(dim=-1, keepdim=True)
    alive_norm = dictionary.encoder.weight[~dead].norm(dim=-1).mean()
    dictionary.decoder.weight[:, dead] = directions.T
    dictionary.encoder.weight[dead] = directions * alive_norm * 0.2
    dictionary.encoder.bias[dead] = 0.0
    for parameter, where in [(dictionary.decoder.weight, (slice(None), dead)), (dictionary.encoder.weight, dead),
                             (dictionary.encoder.bias, dead)]:
        for moment in ("exp_avg", "exp_avg_sq"):
            optimizer.state[parameter][moment][where] = 0.0


def train(activations, features, penalty, seed):
    """A dictionary of `activations` [N, d].

    It is trained on x / n, where n is the root of the mean squared norm, so that `penalty` means the same everywhere;
    multiplying the two biases by n then makes it a dictionary of x itself.
    """
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    scale = activations.square().sum(dim=-1).mean().sqrt()
    dictionary = AutoEncoder(activations.shape[1], features)
    optimizer = torch.optim.Adam(dictionary.parameters(), betas=(0.9, 0.999))
    silent = torch.zeros(features)
    for step in range(STEPS):
        if step in RESAMPLE_STEPS:
            sample = activations[torch.randint(0, len(activations), (8192,), generator=generator)] / scale
            resample(dictionary, optimizer, silent > DEAD_AFTER, sample, generator)
            silent.zero_()
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step)
        x = activations[torch.randint(0, len(activations), (ROWS,), generator=generator)] / scale
        f = dictionary.encode(x)
        error = (x - dictionary.decode(f)).square().sum(dim=-1).mean()
        loss = error + penalty * min(1.0, step / PENALTY_WARM_UP) * f.sum(dim=-1).mean()
        optimizer.zero_grad()
        loss.backward()
        project_gradient(dictionary.decoder.weight)
        optimizer.step()
        keep_unit_norm(dictionary)
        silent = torch.where((f > 0).any(dim=0), torch.zeros(()), silent + 1)
        if (step + 1) % 1000 == 0:
            active = (f > 0).float().sum(dim=-1).mean().item()
            print(f"  step {step + 1}: error {error.item():.4f}, L0 {active:.1f}, "
                  f"{int((silent > DEAD_AFTER).sum())} silent", flush=True)
    with torch.no_grad():
        dictionary.bias *= scale
        dictionary.encoder.bias *= scale
    return dictionary
