"""LaTeX, and prose full of web addresses."""
from lexicon import DOMAIN_ENDS, GREEK, HOSTS, NAME_NOUNS, NAME_TAILS
from marks import mark, mark_this_is
from source_code import file_name


def term(rng, depth=2):
    """A LaTeX expression."""
    kind = rng.randrange(7) if depth else rng.randrange(2)
    if kind == 0:
        return "\\" + rng.choice(GREEK)
    if kind == 1:
        return rng.choice("xyzabnk") + rng.choice(["", "", "_i", "^2", "_{0}", f"_{{{rng.randint(1, 9)}}}"])
    left, right = term(rng, depth - 1), term(rng, depth - 1)
    return [
        f"\\frac{{{left}}}{{{right}}}", f"\\sqrt{{{left}}}", f"{left} + {right}",
        f"\\sum_{{i=1}}^{{n}} {left}", f"\\left( {left} - {right} \\right)",
    ][kind - 2]


def formula(text):
    """Mathematics, with its delimiters."""
    return mark("formula", text)


def remark(rng):
    return rng.choice([
        f"Let {formula(f'${term(rng, 0)}$')} be a real number.",
        f"We have {formula(f'${term(rng, 1)} = {term(rng, 1)}$')} for all {formula(f'${term(rng, 0)}$')}.",
        f"By Theorem~\\ref{{thm:{rng.choice(NAME_NOUNS)}}}, the sum is finite.",
        f"This is shown in \\cite{{{rng.choice(NAME_NOUNS)}{rng.randint(1990, 2019)}}}.",
        formula(f"\\begin{{equation}}\n{term(rng)} = {term(rng)}\n\\end{{equation}}") + "\n",
        f"\\textbf{{{rng.choice(NAME_NOUNS).capitalize()}.}} It follows that "
        + formula(f"${term(rng, 1)} \\leq {term(rng, 1)}$") + ".",
    ])


def latex(rng):
    text = rng.choice(["", f"\\section{{The {rng.choice(NAME_NOUNS)} {rng.choice(NAME_TAILS)}}}\n"
                           f"\\label{{sec:{rng.choice(NAME_NOUNS)}}}\n"])
    if rng.random() < 0.4:
        text += f"\\begin{{theorem}}\n{remark(rng)}\n\\end{{theorem}}\n"
        text += f"\\begin{{proof}}\n{remark(rng)}\n\\end{{proof}}\n"
    for _ in range(rng.randint(2, 5)):
        text += remark(rng) + rng.choice([" ", "\n"])
    return mark_this_is(text.rstrip()) + "\n", {"theorem": int("{theorem}" in text)}


def address(rng):
    site = f"{rng.choice(['http', 'https', 'https'])}://{rng.choice(['www.', '', 'api.'])}{rng.choice(HOSTS)}." \
           f"{rng.choice(DOMAIN_ENDS)}"
    folders = "".join(f"/{rng.choice(NAME_NOUNS)}" for _ in range(rng.randint(0, 2)))
    ending = rng.choice(["", "/", f"/{file_name(rng)}", f"?{rng.choice(NAME_NOUNS)}={rng.randint(1, 999)}",
                         f"?{rng.choice(NAME_NOUNS)}={rng.choice(NAME_TAILS)}&page={rng.randint(1, 20)}"])
    return mark("url", site + folders + ending)


def link(rng):
    url, noun, tail = address(rng), rng.choice(NAME_NOUNS), rng.choice(NAME_TAILS)
    return rng.choice([
        f"See {url} for the {noun} {tail}.", f"Download the {tail} from {url}", f"- [{noun} {tail}]({url})",
        f"<a href=\"{url}\">{noun} {tail}</a>", f"The {noun} is at {url} and this is the {tail}.",
    ])


def links(rng):
    lines = [link(rng) for _ in range(rng.randint(2, 6))]
    return mark_this_is("\n".join(lines)) + "\n", {"links": len(lines)}
