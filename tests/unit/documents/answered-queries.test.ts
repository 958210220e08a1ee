/** Reading queries with their answers out of Markdown, and putting other answers in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAnsweredQueries, replaceAnswers } from '../../support/answered-queries.js';
import { printJson } from '../../support/printed-json.js';

const fence = '```';
const document = `# Title

${fence}graphql
{ models { totalCount } }
${fence}

${fence}json
{"models": {"totalCount": 3}}
${fence}

${fence}sh
saeql list
${fence}

${fence}graphql
query Q($name: String!) { model(name: $name) { layers } }
${fence}

<!-- variables -->

${fence}json
{"name": "demo"}
${fence}

${fence}json
{"model": {"layers": 4}}
${fence}

The end.
`;

test('queries are read with their variables, their answers and their lines', () => {
  const read = readAnsweredQueries(document).map(({ line, query, variables, answer }) => [
    line,
    query,
    variables,
    answer,
  ]);

  assert.deepEqual(read, [
    [4, '{ models { totalCount } }', {}, { models: { totalCount: 3 } }],
    [16, 'query Q($name: String!) { model(name: $name) { layers } }', { name: 'demo' }, { model: { layers: 4 } }],
  ]);
});

test('a query without an answer is refused with its line', () => {
  const cut = document.slice(0, document.indexOf('<!-- variables -->'));

  assert.throws(() => readAnsweredQueries(cut), /line 16: no block of JSON answers the query/);
});

test('only the answers are replaced', () => {
  const queries = readAnsweredQueries(document);

  const same = replaceAnswers(
    document,
    queries,
    queries.map(({ answer }) => printJson(answer)),
  );
  const other = replaceAnswers(document, queries, ['1', '2']);

  assert.equal(same, document);
  assert.equal(other, document.replace('{"models": {"totalCount": 3}}', '1').replace('{"model": {"layers": 4}}', '2'));
});

test('printed JSON is broken where a line would be longer than 120 characters, and parses to the same', () => {
  const value = { short: [1, 2], text: 'x'.repeat(100), list: [...Array(60).keys()], nested: [{ a: 'y'.repeat(115) }] };

  const printed = printJson(value);

  assert.deepEqual(JSON.parse(printed), value);
  assert.match(printed, /^ {2}"short": \[1, 2\],$/m);
  const tooLong = printed.split('\n').filter((line) => line.length > 120);
  assert.deepEqual(tooLong, [`      "a": "${'y'.repeat(115)}"`]);
});
