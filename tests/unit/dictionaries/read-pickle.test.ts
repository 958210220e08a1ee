/** The pickle reader builds plain values, names what it refuses, and ends whatever it is given. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ResearchError } from '../../../domain/errors.js';
import { flattenState } from '../../../engine/dictionaries/torch/flatten-state.js';
import { readPickle } from '../../../engine/dictionaries/torch/read-pickle.js';
import { expectError } from '../../support/expect-error.js';
import { dict, global, int, op, pickle, protocol2, tensor, text, tuple, uint32 } from '../../support/pickle-writer.js';

const read = (bytes: Uint8Array) => readPickle(bytes, 'ae.pt');

describe('a pickle of plain values', () => {
  test('gives numbers, texts, lists and nested dicts as they are', () => {
    const floats = Buffer.from([0x47, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0]);
    const bytes = pickle(
      dict({
        a: int(-5),
        b: text('ü'),
        c: Buffer.concat([op('](K'), Buffer.from([7]), op('Ne')]),
        d: dict({ e: floats }),
      }),
    );

    const { values } = flattenState(read(bytes));

    assert.deepEqual(
      [...values],
      [
        ['a', -5],
        ['b', 'ü'],
        ['c.0', 7],
        ['c.1', null],
        ['d.e', 1.5],
      ],
    );
  });

  test('reads integers of any length that a number holds exactly, and refuses longer ones', async () => {
    const long = (...bytes: number[]) => pickle(Buffer.from([0x8a, bytes.length, ...bytes]));

    assert.equal(read(long()), 0);
    assert.equal(read(long(0xff)), -1);
    assert.equal(read(long(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f)), 2 ** 53 - 1);
    await expectError(() => read(long(0, 0, 0, 0, 0, 0, 0, 0, 1)), 'DICTIONARY_FILE_INVALID', {
      message: /beyond 2\^53/,
    });
  });

  test('keeps shape, strides and offset of a tensor, also of a parameter', () => {
    const stored = tensor({ elements: 40, offset: 3, shape: [2, 4], strides: [1, 2] });
    const parameter = Buffer.concat([
      global('torch._utils', '_rebuild_parameter'),
      tuple(stored, op('\x88'), op('N')),
      op('R'),
    ]);

    for (const bytes of [stored, parameter]) {
      const { tensors } = flattenState(read(pickle(dict({ w: bytes }))));
      assert.deepEqual(tensors.get('w'), {
        kind: 'tensor',
        storage: { kind: 'storage', key: '0', dtype: 'float32', elements: 40 },
        offset: 3,
        shape: [2, 4],
        strides: [1, 2],
      });
    }
  });
});

describe('a pickle with code in it', () => {
  const call = (module: string, name: string, argument: Buffer) =>
    pickle(global(module, name), tuple(argument), op('R'));

  const forbidden: readonly (readonly [string, Buffer, RegExp])[] = [
    ['os.system', call('posix', 'system', text('touch /tmp/executed')), /holds posix\.system/],
    ['builtins.eval', call('builtins', 'eval', text('1')), /holds builtins\.eval/],
    ['a class of collections', call('collections', 'Counter', dict({})), /holds collections\.Counter/],
    ['a class of its own', pickle(global('elk.ccs', 'CCS'), op(')\x81')), /holds elk\.ccs\.CCS/],
    ['another function of torch', call('torch', 'load', text('x')), /holds torch\.load/],
    ['an old-style instance', pickle(op('('), op('ios\nsystem\n')), /holds os\.system/],
    ['a storage that is called', call('torch', 'FloatStorage', int(5)), /calls torch\.FloatStorage/],
    ['a text that is called', pickle(text('x'), op(')R')), /calls "x"/],
    ['a global named on the stack', pickle(text('os'), text('system'), op('\x93')), /STACK_GLOBAL/],
    ['an extension code', pickle(op('\x82\x01')), /EXT1/],
    ['a new object', pickle(global('collections', 'OrderedDict'), op(')\x81')), /NEWOBJ/],
    [
      'attributes of a tensor',
      pickle(tensor({ elements: 1, shape: [], strides: [] }), op('}b')),
      /sets attributes of a tensor/,
    ],
    ['a persistent id of another kind', pickle(tuple(text('module'), text('x')), op('Q')), /no tensor storage/],
    ['a later protocol', Buffer.from([0x80, 4, 0x2e]), /protocol 4/],
  ];
  for (const [what, bytes, message] of forbidden)
    test(`is refused by the name of what it holds: ${what}`, () =>
      expectError(() => read(bytes), 'PICKLE_FORBIDDEN', { message, at: 'ae.pt' }));
});

describe('a pickle that is no pickle', () => {
  const broken: readonly (readonly [string, Buffer, RegExp])[] = [
    ['an unknown instruction', pickle(op('\xff')), /unknown instruction 0xff/],
    ['no end', Buffer.concat([protocol2, op('}')]), /cut off/],
    ['a text longer than the file', Buffer.concat([protocol2, op('X'), uint32(4e9)]), /cut off/],
    ['a text that is not UTF-8', pickle(op('X'), uint32(1), Buffer.from([0xff])), /not UTF-8/],
    ['nothing on the stack', pickle(op('s')), /not there/],
    ['a tuple that takes from below a mark', pickle(int(1), op('('), op('\x85')), /not there/],
    ['an end without a beginning', pickle(op('t')), /did not open/],
    ['a recalled value that was never kept', pickle(op('h\x05')), /did not keep/],
    ['a key without a value', pickle(op('}('), text('a'), op('u')), /without a value/],
    ['a key that is a tuple', pickle(op('})N'), op('s')), /no text or number/],
    ['an item set on a number', pickle(int(1), text('a'), op('Ns')), /not a dict/],
    ['an item appended to a dict', pickle(op('}'), op('Na')), /not a list/],
    ['marks without end', pickle(op('('.repeat(5000))), /nests deeper than 64/],
    ['a million and more instructions', pickle(Buffer.alloc(1_000_001, 'N')), /more than 1000000 instructions/],
  ];
  for (const [what, bytes, message] of broken)
    test(`is refused: ${what}`, () =>
      expectError(() => read(bytes), 'DICTIONARY_FILE_INVALID', { message, at: 'ae.pt' }));

  test('is refused or read, and nothing else, whatever its bytes are', () => {
    const whole = pickle(dict({ w: tensor({ elements: 8, shape: [2, 4], strides: [4, 1] }), n: int(5) }));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(40), (position, byte, removed) => {
        const damaged = Buffer.concat([
          whole.subarray(0, position),
          Buffer.from([byte]),
          whole.subarray(position + removed),
        ]);
        try {
          read(damaged);
        } catch (error) {
          assert.ok(error instanceof ResearchError, String(error));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('flattening what a pickle holds', () => {
  test('ends for a list that holds itself', () => {
    const cycle = read(pickle(op(']q\x00h\x00a')));

    assert.throws(() => flattenState(cycle), /nested deeper than 32/);
  });

  test('ends for a tree that doubles at every level and would have 2^30 leaves', () => {
    const doubling = Array.from({ length: 30 }, (_, level) => {
      const index = String.fromCharCode(level);
      return Buffer.concat([op(`q${index}h${index}`), op('\x86')]);
    });

    assert.throws(() => flattenState(read(pickle(int(1), ...doubling))), /more than 200000 values/);
  });

  test('refuses two things of one name', () => {
    const state = read(pickle(dict({ 'a.b': int(1), a: dict({ b: int(2) }) })));

    assert.throws(() => flattenState(state), /two things named "a\.b"/);
  });

  test('names a class where a tensor should be', () => {
    const state = read(pickle(dict({ w: global('torch', 'FloatStorage') })));

    assert.throws(() => flattenState(state), /holds torch\.FloatStorage where a tensor should be \("w"\)/);
  });
});
