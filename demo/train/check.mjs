/**
 * Compares the models in onnxruntime-node, and tokenizer.json in @huggingface/tokenizers, with reference.json.
 * The documents are run alone, and together as one right-padded batch.
 */
import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import * as ort from 'onnxruntime-node';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const { documents, tokenizations } = read('../reference.json');
const { models } = read('../contents.json');
const { vocab_size: vocabulary } = read('../models/demo/config.json');

/** The logits [rows, length, vocabulary] of right-padded rows. */
async function run(session, rows) {
  const length = Math.max(...rows.map((row) => row.length));
  const shape = [rows.length, length];
  const padded = rows.flatMap((row) => Array.from({ length }, (_, at) => BigInt(row[at] ?? 0)));
  const mask = rows.flatMap((row) => Array.from({ length }, (_, at) => (at < row.length ? 1n : 0n)));
  const feeds = {
    input_ids: new ort.Tensor('int64', BigInt64Array.from(padded), shape),
    attention_mask: new ort.Tensor('int64', BigInt64Array.from(mask), shape),
  };
  const { logits } = await session.run(feeds);
  return { data: logits.data, length };
}

/** The largest difference between a row's logits at the last position of its document and the expected ones. */
function lastLogitsError({ data, length }, row, { tokenIds }, expected) {
  const start = (row * length + tokenIds.length - 1) * vocabulary;
  return Math.max(...expected.map((value, at) => Math.abs(value - data[start + at])));
}

async function compareModel({ name, folder }) {
  const path = new URL(`../${folder}/model.onnx`, import.meta.url).pathname;
  const session = await ort.InferenceSession.create(path);
  const expected = documents.map((document) => (document.twins[name] ?? document).lastLogits);
  const errors = [];
  for (const [number, document] of documents.entries()) {
    errors.push(lastLogitsError(await run(session, [document.tokenIds]), 0, document, expected[number]));
  }
  const batch = await run(
    session,
    documents.map((document) => document.tokenIds),
  );
  const padded = documents.map((document, row) => lastLogitsError(batch, row, document, expected[row]));
  console.log(name, 'largest error of the last logits, alone', ...errors, 'in a padded batch', ...padded);
  return Math.max(...errors, ...padded);
}

const worst = [];
for (const model of models) worst.push(await compareModel(model));

const tokenizer = new Tokenizer(read('../models/demo/tokenizer.json'), {});
const different = [...tokenizations, ...documents].filter(
  ({ text, tokenIds }) => tokenizer.encode(text).ids.join() !== tokenIds.join(),
);
console.log('texts tokenised differently:', different.length, different.map(({ text }) => text));
process.exitCode = Math.max(...worst) < 1e-4 && different.length === 0 ? 0 : 1;
