/**
 * Compares model.onnx in onnxruntime-node, and tokenizer.json in @huggingface/tokenizers, with reference.json.
 * The two documents are run alone, and together as one right-padded batch.
 */
import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import * as ort from 'onnxruntime-node';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const { documents, tokenizations } = read('../reference.json');
const { vocab_size: vocabulary } = read('../model/config.json');
const session = await ort.InferenceSession.create(new URL('../model/model.onnx', import.meta.url).pathname);
const tokenizer = new Tokenizer(read('../model/tokenizer.json'), {});

/** The logits [rows, length, vocabulary] of right-padded rows. */
async function run(rows) {
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

/** The largest difference between a row's logits at the last position of its document and the reference. */
function lastLogitsError({ data, length }, row, document) {
  const start = (row * length + document.tokenIds.length - 1) * vocabulary;
  return Math.max(...document.lastLogits.map((value, at) => Math.abs(value - data[start + at])));
}

const alone = [];
for (const document of documents) alone.push(lastLogitsError(await run([document.tokenIds]), 0, document));
const batch = await run(documents.map((document) => document.tokenIds));
const padded = documents.map((document, row) => lastLogitsError(batch, row, document));
console.log('largest error of the last logits, alone', ...alone, 'in a padded batch', ...padded);

const different = [...tokenizations, ...documents].filter(
  ({ text, tokenIds }) => tokenizer.encode(text).ids.join() !== tokenIds.join(),
);
console.log('texts tokenised differently:', different.length, different.map(({ text }) => text));
process.exitCode = Math.max(...alone, ...padded) < 1e-4 && different.length === 0 ? 0 : 1;
