"""Python-like and JavaScript-like source code whose names are made of several words."""
from lexicon import FILE_ENDS, NAME_NOUNS, NAME_TAILS, NAME_VERBS
from marks import mark, strip_marks


def name(text):
    return mark("name", text)


def pieces(rng, words):
    return [rng.choice(NAME_VERBS), rng.choice(NAME_NOUNS), rng.choice(NAME_TAILS)][3 - words:]


def snake(rng, words):
    """`load_user_list`, or with fewer words `user_list`, `list`."""
    return name("_".join(pieces(rng, words)))


def camel(rng, words):
    first, *rest = pieces(rng, words)
    return name(first + "".join(word.capitalize() for word in rest))


def pascal(rng):
    return name(rng.choice(NAME_NOUNS).capitalize() + rng.choice(NAME_TAILS).capitalize())


def file_name(rng):
    return name(f"{'_'.join(pieces(rng, 2))}.{rng.choice(FILE_ENDS)}")


def python_function(rng):
    function, argument, local = snake(rng, 3), snake(rng, 2), snake(rng, 2)
    body = rng.choice([
        f"    {local} = []\n    for item in {argument}:\n        if item is not None:\n"
        f"            {local}.append(item)\n    return {local}\n",
        f"    with open(\"{file_name(rng)}\") as {rng.choice(NAME_NOUNS)}_file:\n"
        f"        {local} = {snake(rng, 3)}({argument})\n    return {local}\n",
        f"    if not {argument}:\n        raise ValueError(\"no {argument}\")\n"
        f"    return {argument}[{rng.randint(0, 9)}]\n",
        f"    \"\"\"Return the {strip_marks(local)[0].replace('_', ' ')}.\"\"\"\n"
        f"    self.{local} = {argument} + {rng.randint(1, 64)}\n",
    ])
    return f"def {function}({rng.choice(['', 'self, '])}{argument}):\n{body}"


def python(rng):
    text = ""
    for _ in range(rng.randint(0, 2)):
        text += rng.choice([f"import {rng.choice(['os', 'sys', 'json', 'math'])}\n",
                            f"from {rng.choice(NAME_NOUNS)} import {snake(rng, 3)}\n"])
    if rng.random() < 0.3:
        text += f"\nclass {pascal(rng)}:\n    {snake(rng, 2)} = {rng.randint(0, 99)}\n"
    for _ in range(rng.randint(1, 2)):
        text += "\n" + python_function(rng)
    return text.lstrip("\n"), {"functions": text.count("def ")}


def javascript_function(rng):
    function, argument, local = camel(rng, 3), camel(rng, 2), camel(rng, 2)
    body = rng.choice([
        f"  const {local} = {argument}.map((item) => item.{camel(rng, 2)});\n  return {local};\n",
        f"  if ({argument} === null) {{\n    return {rng.randint(0, 9)};\n  }}\n"
        f"  return {camel(rng, 3)}({argument});\n",
        f"  for (let i = 0; i < {argument}.length; i++) {{\n    {local}.push({argument}[i]);\n  }}\n",
        f"  console.log(\"{file_name(rng)}\", {argument});\n  this.{local} = new {pascal(rng)}({argument});\n",
    ])
    return f"{rng.choice(['', 'export ', 'async '])}function {function}({argument}) {{\n{body}}}\n"


def javascript(rng):
    text = ""
    for _ in range(rng.randint(0, 2)):
        text += f"const {camel(rng, 2)} = require(\"./{file_name(rng)}\");\n"
    for _ in range(rng.randint(1, 2)):
        text += "\n" + javascript_function(rng)
    return text.lstrip("\n"), {"functions": text.count("function ")}
