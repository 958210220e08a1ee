"""Reads statements, one a line, and writes what a classifier says of each, one JSON object a line. See README.md.

Needs nothing but Python's standard library.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
from itertools import islice
from pathlib import Path

URL = os.environ.get("SAEQL_URL", "http://127.0.0.1:4000/graphql")
KEY = os.environ.get("SAEQL_KEY")
OPERATION = (Path(__file__).parent / "classify.graphql").read_text(encoding="utf-8")
STATEMENTS_A_REQUEST = 100
# The same request may succeed a moment later; docs/errors.md lists what each code means.
PASSING = {"BUSY", "DEADLINE_EXCEEDED"}
TRIES = 5
FIRST_PAUSE_SECONDS = 0.5


def post(variables):
    """One request; an answer that refuses it comes back like any other."""
    headers = {"content-type": "application/json"}
    if KEY:
        headers["authorization"] = f"Bearer {KEY}"
    body = json.dumps({"query": OPERATION, "variables": variables}).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(URL, body, headers)) as response:
            return json.load(response)
    except urllib.error.HTTPError as refusal:
        return json.load(refusal)


def code_of(error):
    return error.get("extensions", {}).get("code")


def ask(variables):
    """Repeats the request while the server is busy, each time after twice the pause; then returns what came last."""
    for attempt in range(TRIES):
        answer = post(variables)
        busy = any(code_of(error) in PASSING for error in answer.get("errors", []))
        if not busy:
            break
        if attempt + 1 < TRIES:
            time.sleep(FIRST_PAUSE_SECONDS * 2**attempt)
    return answer


def describe(error):
    extensions = error.get("extensions", {})
    parts = [extensions.get("code"), error["message"], extensions.get("fix")]
    return " ".join(part for part in parts if part)


def outcome(answer, index):
    """A statement that cannot be classified, because it is too long for the model, does not spoil the others."""
    classification = answer["data"]["classify"][index]
    if classification:
        return classification
    of_statement = (error for error in answer.get("errors", []) if error.get("path", [])[:2] == ["classify", index])
    error = next(of_statement, None)
    return {"error": describe(error) if error else "no answer"}


def classify(classifier, statements):
    prompts = [{"text": statement} for statement in statements]
    answer = ask({"classifier": classifier, "prompts": prompts})
    if not answer.get("data"):
        sys.exit(describe(answer["errors"][0]))
    for index, statement in enumerate(statements):
        print(json.dumps({"text": statement, **outcome(answer, index)}, ensure_ascii=False))


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: python3 classify.py CLASSIFIER < statements.txt")
    statements = (line.rstrip("\n") for line in sys.stdin)
    statements = (statement for statement in statements if statement.strip())
    while batch := list(islice(statements, STATEMENTS_A_REQUEST)):
        classify(sys.argv[1], batch)


if __name__ == "__main__":
    main()
