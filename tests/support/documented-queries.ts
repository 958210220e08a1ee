/** Runs the queries of a document, in order, and compares or rewrites the answers that it shows. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { readAnsweredQueries, replaceAnswers } from './answered-queries.js';
import { expectDocumented, toDocumented } from './documented-answer.js';
import { repositoryRoot } from './paths.js';
import { printJson } from './printed-json.js';

/** Sends a query; errors in the answer fail. */
export type Ask = (query: string, variables: unknown) => Promise<AnswerBody>;

export interface AnswerBody {
  readonly data: unknown;
  readonly extensions?: unknown;
}

/** Fails when an answer is not as documented; with UPDATE_DOCS set (`npm run docs`) the answers are written instead. */
export async function expectAnswers(document: string, ask: Ask): Promise<void> {
  const path = `${repositoryRoot}${document}`;
  const text = readFileSync(path, 'utf8');
  const queries = readAnsweredQueries(text);
  const texts: string[] = [];
  for (const { line, query, variables, answer: documented } of queries) {
    const body = await ask(query, variables);
    const answer = showsBody(documented) ? body : body.data;
    if (process.env.UPDATE_DOCS) texts.push(printJson(toDocumented(answer, documented)));
    else expectDocumented(answer, documented, `${document}:${line} (\`npm run docs\` renews it) data`);
  }
  if (process.env.UPDATE_DOCS) writeFileSync(path, replaceAnswers(text, queries, texts));
  assert.ok(queries.length > 0, `${document} has no queries`);
}

/** A document may show the whole body of an answer; otherwise it shows what `data` holds. */
function showsBody(documented: unknown): boolean {
  return typeof documented === 'object' && documented !== null && 'data' in documented;
}
