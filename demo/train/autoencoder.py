"""Sparse autoencoders with the parameters and names of dictionary_learning's classes, and their training.

Shapes: N tokens, d width of the activations, F features.
"""
import torch
from torch import nn

ROWS, LEARNING_RATE = 1024, 1.5e-3
WARM_UP, PENALTY_WARM_UP = 200, 600
DECAY_FROM = 0.8  # of the steps
RESAMPLE_AT = (0.2, 0.35, 0.5, 0.65)  # of the steps
DEAD_AFTER = 100  # steps without a single firing
THRESHOLD_START, THRESHOLD_BETA = 1000, 0.99


class AutoEncoder(nn.Module):
    """f = relu(W_e (x - b) + b_e);  x' = W_d f + b;  the columns of W_d [d, F] have unit norm."""

    centre_name = "bias"

    def __init__(self, width, features):
        super().__init__()
        setattr(self, self.centre_name, nn.Parameter(torch.zeros(width)))
        self.encoder = nn.Linear(width, features)
        self.decoder = nn.Linear(features, width, bias=False)
        directions = torch.randn(width, features)
        directions /= directions.norm(dim=0)
        self.decoder.weight = nn.Parameter(directions.clone())
        # As in that library: a transposed view, so the stored strides are (1, F) and not (d, 1).
        self.encoder.weight = nn.Parameter(directions.clone().T)
        nn.init.zeros_(self.encoder.bias)

    @property
    def centre(self):
        return getattr(self, self.centre_name)

    def before_selection(self, x):
        return torch.relu(self.encoder(x - self.centre))

    def encode(self, x):
        return self.before_selection(x)

    def encode_for_training(self, x, step):
        return self.encode(x)

    def decode(self, f):
        return self.decoder(f) + self.centre

    def forward(self, x):
        return self.decode(self.encode(x))

    @torch.no_grad()
    def scale_biases(self, scale):
        """Makes a dictionary of x / scale one of x."""
        self.centre.mul_(scale)
        self.encoder.bias.mul_(scale)


class AutoEncoderTopK(AutoEncoder):
    """Keeps the k largest of each token."""

    centre_name = "b_dec"

    def __init__(self, width, features, k):
        super().__init__(width, features)
        self.register_buffer("k", torch.tensor(k, dtype=torch.int))
        self.register_buffer("threshold", torch.tensor(-1.0))

    def select(self, p):
        values, where = p.topk(int(self.k), dim=-1, sorted=False)
        return torch.zeros_like(p).scatter(-1, where, values)

    def encode(self, x):
        return self.select(self.before_selection(x))

    def encode_for_training(self, x, step):
        f = self.select(self.before_selection(x))
        if step >= THRESHOLD_START:
            self.follow_threshold(f.detach())
        return f

    def follow_threshold(self, f):
        """A running mean of the smallest activation that was kept."""
        smallest = f[f > 0].min()
        old = self.threshold
        new = smallest if old < 0 else THRESHOLD_BETA * old + (1 - THRESHOLD_BETA) * smallest
        self.threshold.copy_(new)

    def scale_biases(self, scale):
        super().scale_biases(scale)
        self.threshold.mul_(scale)


class BatchTopKSAE(AutoEncoderTopK):
    """In training keeps the k N largest of N tokens; afterwards everything above the threshold that was learnt then."""

    def select(self, p):
        smallest = p.detach().flatten().topk(int(self.k) * len(p), sorted=False).values.min()
        return p * (p >= smallest)

    def encode(self, x):
        p = self.before_selection(x)
        return p * (p > self.threshold)


def create(plan, width):
    if plan.kind == "l1":
        return AutoEncoder(width, plan.features)
    return {"topk": AutoEncoderTopK, "batch_topk": BatchTopKSAE}[plan.kind](width, plan.features, plan.k)


def learning_rate(step, steps):
    """Linear warm-up, constant, then linear to zero."""
    return LEARNING_RATE * min((step + 1) / WARM_UP, 1.0, (steps - step) / (steps * (1 - DECAY_FROM)))


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
    losses = (x - dictionary.decode(dictionary.encode_for_training(x, 0))).square().sum(dim=-1)
    chosen = x[torch.multinomial(losses.square(), int(dead.sum()), generator=generator)]
    directions = chosen - dictionary.centre
    directions = directions / directions.norm(dim=-1, keepdim=True)
    alive_norm = dictionary.encoder.weight[~dead].norm(dim=-1).mean()
    dictionary.decoder.weight[:, dead] = directions.T
    dictionary.encoder.weight[dead] = directions * alive_norm * 0.2
    dictionary.encoder.bias[dead] = 0.0
    for parameter, where in [(dictionary.decoder.weight, (slice(None), dead)), (dictionary.encoder.weight, dead),
                             (dictionary.encoder.bias, dead)]:
        for moment in ("exp_avg", "exp_avg_sq"):
            optimizer.state[parameter][moment][where] = 0.0


def train(activations, plan):
    """A dictionary of `activations` [N, d].

    It is trained on x / n, where n is the root of the mean squared norm, so that the penalty means the same everywhere;
    multiplying the biases by n then makes it a dictionary of x itself.
    """
    torch.manual_seed(plan.seed)
    generator = torch.Generator().manual_seed(plan.seed)
    scale = activations.square().sum(dim=-1).mean().sqrt()
    dictionary = create(plan, activations.shape[1])
    with torch.no_grad():
        dictionary.centre.copy_(activations.mean(dim=0) / scale)
    optimizer = torch.optim.Adam(dictionary.parameters(), betas=(0.9, 0.999))
    silent = torch.zeros(plan.features)
    resample_steps = {int(share * plan.steps) for share in RESAMPLE_AT}
    for step in range(plan.steps):
        if step in resample_steps:
            sample = activations[torch.randint(0, len(activations), (8192,), generator=generator)] / scale
            resample(dictionary, optimizer, silent > DEAD_AFTER, sample, generator)
            silent.zero_()
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, plan.steps)
        x = activations[torch.randint(0, len(activations), (ROWS,), generator=generator)] / scale
        f = dictionary.encode_for_training(x, step)
        error = (x - dictionary.decode(f)).square().sum(dim=-1).mean()
        loss = error + plan.penalty * min(1.0, step / PENALTY_WARM_UP) * f.sum(dim=-1).mean()
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
    dictionary.scale_biases(scale)
    return dictionary.eval()
