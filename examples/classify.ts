/** Reads statements, one a line, and writes what a classifier says of each, one JSON object a line. See README.md. */
import { createInterface } from 'node:readline';
import { ask, type Answer, type AnswerError, type Server } from './ask.js';
import { ClassifyStatementsDocument, type ClassifyStatementsQuery } from './generated/operations.js';

const statementsARequest = 100;

const [classifier] = process.argv.slice(2);
if (classifier === undefined) fail('usage: node classify.js CLASSIFIER < statements.txt');
const server: Server = {
  url: process.env.SAEQL_URL ?? 'http://127.0.0.1:4000/graphql',
  key: process.env.SAEQL_KEY,
};
for await (const statements of batchesOf(createInterface({ input: process.stdin }))) await classify(statements);

async function classify(statements: readonly string[]): Promise<void> {
  const prompts = statements.map((text) => ({ text }));
  const answer = await ask(server, ClassifyStatementsDocument, { classifier, prompts });
  if (!answer.data) fail(describe(answer.errors?.[0] ?? { message: 'The answer holds no data.' }));
  for (const [index, text] of statements.entries())
    process.stdout.write(`${JSON.stringify({ text, ...outcome(answer, answer.data, index) })}\n`);
}

/** A statement that cannot be classified, because it is too long for the model, does not spoil the others. */
function outcome({ errors }: Answer<unknown>, { classify }: ClassifyStatementsQuery, index: number): object {
  const classification = classify[index];
  if (classification) return { ...classification };
  const error = errors?.find(({ path }) => path?.[0] === 'classify' && path[1] === index);
  return { error: error ? describe(error) : 'no answer' };
}

async function* batchesOf(lines: AsyncIterable<string>): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const line of lines) {
    if (line.trim() !== '') batch.push(line);
    if (batch.length < statementsARequest) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function describe({ message, extensions }: AnswerError): string {
  return [extensions?.code, message, extensions?.fix].filter((part) => part !== undefined).join(' ');
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
