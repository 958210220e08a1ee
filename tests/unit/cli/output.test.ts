/** What goes to standard output and what to standard error. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOutput, type OutputOptions } from '../../../cli/output.js';
import { textStream } from '../../support/text-stream.js';

const document = { name: 'demo', layers: 2 };

function say(options: OutputOptions): { out: string; err: string } {
  const out = textStream();
  const err = textStream();
  const output = createOutput(options, out, err);
  output.remark('a remark');
  output.confirm(document, 'Imported.');
  return { out: out.text(), err: err.text() };
}

test('with --json standard output is one JSON document, with --quiet too', () => {
  for (const quiet of [false, true]) assert.deepEqual(JSON.parse(say({ json: true, quiet }).out), document);
});

test('remarks go to standard error, never beside an answer', () => {
  assert.deepEqual(say({ json: false, quiet: false }), { out: 'Imported.\n', err: 'a remark\n' });
});

test('with --quiet only answers remain', () => {
  const out = textStream();
  const output = createOutput({ json: false, quiet: true }, out, textStream());

  output.confirm(document, 'Imported.');
  output.answer(document, ['demo', 'other']);

  assert.equal(out.text(), 'demo\nother\n');
});
