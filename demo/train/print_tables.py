"""Prints the tables of demo/README.md from demo/measurements.json, in Markdown."""
import json

from plans import PLANS
from settings import MEASUREMENTS_FILE, MODEL_NAMES
from attributes import ATTRIBUTES

ROWS = [("l0", "L0", "{:.1f}"), ("explainedVariance", "explained variance", "{:.3f}"),
        ("lossWithReconstruction", "loss with the reconstruction", "{:.4f}"),
        ("lossWithZeros", "loss with zeros", "{:.4f}"), ("lossRecovered", "loss recovered", "{:.1%}"),
        ("dead", "dead", "{}"), ("over10Percent", "on more than 10% of tokens", "{}"),
        ("medianFrequency", "median frequency", "{:.4f}")]


def table(header, rows):
    print("| " + " | ".join(header) + " |")
    print("|---" * len(header) + "|")
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")
    print()


def how(plan):
    return f"L1 {plan.penalty}" if plan.kind == "l1" else f"k {plan.k}"


def print_dictionaries(measured):
    plans = [plan for plan in PLANS if plan.name in measured]
    table(["dictionary", "trained with", "seed", *(title for _, title, _ in ROWS)],
          [[f"`{plan.name}`", how(plan), plan.seed,
            *(form.format(measured[plan.name][key]) for key, _, form in ROWS)] for plan in plans])


def print_accuracies(models):
    rows = [[name, *(f"{models['demo'][f'heldOutAccuracy.{variant}'][name]:.3f}" for variant in ("easy", "hard")),
             *(f"{models[twin]['heldOutAccuracy.easy'][name]:.3f}" for twin in MODEL_NAMES[1:])] for name in ATTRIBUTES]
    table(["attribute", "demo, easy", "demo, hard", *(f"{twin}, easy" for twin in MODEL_NAMES[1:])], rows)


def print_detection(detection, names):
    latents = list(detection[names[0]])
    cell = "{auroc:.3f} / {f1:.2f}"
    table(["latent", "yes of tokens", *(f"`{name}`" for name in names)],
          [[f"`{latent}`", "{positives} of {judgedOn}".format(**detection[names[0]][latent]),
            *(cell.format(**detection[name][latent]) for name in names)] for latent in latents])


def print_cosines(cosines):
    names = list(cosines)
    table(["of the features of", *(f"in `{name}`" for name in names), "in random directions"],
          [[f"`{a}`", *("" if a == b else f"{cosines[a][b]['mean']:.3f}" for b in names),
            f"{cosines[a]['random directions']['mean']:.3f}"] for a in names])


def print_probes(probes):
    kinds = ("plain", "confounder deleted", "trained on crossed")
    cell = "{accuracy:.3f} / {worstGroup:.3f}"
    table(["data set", "hook point", *kinds],
          [[f"`{task}`", f"`{hook_point}`", *(cell.format(**found[f"{hook_point}, {kind}"]) for kind in kinds)]
           for task, found in probes.items() for hook_point in dict.fromkeys(name.split(",")[0] for name in found)])


def main():
    measured = json.loads(MEASUREMENTS_FILE.read_text())
    for name, values in measured["models"].items():
        print(name, {key: round(value, 4) for key, value in values.items() if isinstance(value, float)})
    print_accuracies(measured["models"])
    print_dictionaries(measured["dictionaries"])
    names = list(measured["detection"])
    twins = [plan.name for plan in PLANS if plan.model != "demo" and plan.name in names]
    for path in ("resid_post.3/topk_512", "mlp_out.2/0_512"):
        print_detection(measured["detection"], [name for name in ["demo/" + path, *twins] if name.endswith(path)])
    print_detection(measured["detection"], [name for name in names if name not in twins])
    for hook_point in ("mlp_out.2", "resid_post.3"):
        print_cosines(measured[f"meanMaxCosine.{hook_point}"])
    print_probes(measured["probes"])


if __name__ == "__main__":
    main()
