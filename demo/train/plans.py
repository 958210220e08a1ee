"""Which dictionaries are trained, on which activations and how. Every one has its own seed: none shares an
initialisation."""
from dataclasses import dataclass

from settings import DICTIONARIES, MODEL_NAMES


@dataclass(frozen=True)
class Plan:
    name: str  # as it will be imported
    path: str  # below demo/dictionaries
    hook_point: str
    seed: int
    features: int
    steps: int
    kind: str = "l1"  # l1, topk, batch_topk
    penalty: float = 0.0
    k: int = 0
    model: str = "demo"
    layout: str = "dictionary_learning"

    @property
    def folder(self):
        return DICTIONARIES / self.path


def real(path, **how):
    return Plan(name=f"demo/{path}", path=path, hook_point=path.split("/")[0], **how)


def twin(model, path, **how):
    """The same training for a twin; its folder tells which, its name is that of the real one under the twin's."""
    hook_point, name = path.split("/")
    short = model.removeprefix("demo-").replace("random-keep-embeddings", "keep_embeddings")
    return Plan(name=f"{model}/{path}", path=f"{hook_point}/{short}_{name}", hook_point=hook_point, model=model, **how)


LESS_SPARSE, SPARSER = 0.07, 0.2
SMALL, LARGE = {"features": 512, "steps": 2500}, {"features": 2048, "steps": 1500}
TOPK = {"kind": "topk", "k": 24, **SMALL}
RANDOM, KEEP = MODEL_NAMES[1:]

PLANS = [
    real("mlp_out.2/0_512", seed=100, penalty=LESS_SPARSE, **SMALL),
    real("resid_post.3/topk_512", seed=105, **TOPK),
    twin(RANDOM, "mlp_out.2/0_512", seed=110, penalty=LESS_SPARSE, **SMALL),
    twin(KEEP, "mlp_out.2/0_512", seed=111, penalty=LESS_SPARSE, **SMALL),
    real("mlp_out.2/2_512", seed=102, penalty=LESS_SPARSE, **SMALL),
    real("mlp_out.2/1_2048", seed=101, penalty=SPARSER, **LARGE),
    real("resid_post.1/batchtopk_512", seed=106, kind="batch_topk", k=24, **SMALL),
    twin(RANDOM, "resid_post.3/topk_512", seed=112, **TOPK),
    twin(KEEP, "resid_post.3/topk_512", seed=113, **TOPK),
    real("mlp_out.1/0_512", seed=103, penalty=LESS_SPARSE, **SMALL),
    real("resid_post.1/0_512", seed=107, penalty=LESS_SPARSE, layout="saelens", **SMALL),
]
