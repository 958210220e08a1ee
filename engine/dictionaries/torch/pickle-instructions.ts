/** The instructions of a pickle that a state dict needs, and the names of those that are refused. */
import type { PickleMachine } from './pickle-machine.js';
import { describePickleValue, isOfKind, isTuple } from './pickle-value.js';
import type { PickleValue } from './pickle-value.js';
import { callGlobal, isAllowedGlobal, toStorage } from './torch-globals.js';

type Instruction = (machine: PickleMachine) => void;

const code = (character: string): number => character.charCodeAt(0);

/** Every instruction but STOP, by its byte. */
export const instructions: ReadonlyMap<number, Instruction> = new Map<number, Instruction>([
  [0x80, protocol],
  [code('c'), global],
  [code('R'), reduce],
  [code('b'), build],
  [code('Q'), persistentId],
  [code('('), (machine) => machine.mark()],
  [code('N'), (machine) => machine.push(null)],
  [0x88, (machine) => machine.push(true)],
  [0x89, (machine) => machine.push(false)],
  [code('J'), (machine) => machine.push(machine.int32())],
  [code('K'), (machine) => machine.push(machine.byte())],
  [code('M'), (machine) => machine.push(machine.uint16())],
  [code('G'), (machine) => machine.push(machine.float64())],
  [0x8a, long1],
  [code('X'), (machine) => machine.push(machine.text(machine.uint32()))],
  [code('}'), (machine) => machine.push(new Map())],
  [code(']'), (machine) => machine.push({ kind: 'list', items: [] })],
  [code(')'), (machine) => pushTuple(machine, [])],
  [code('t'), (machine) => pushTuple(machine, machine.popToMark())],
  [0x85, (machine) => pushTuple(machine, popMany(machine, 1))],
  [0x86, (machine) => pushTuple(machine, popMany(machine, 2))],
  [0x87, (machine) => pushTuple(machine, popMany(machine, 3))],
  [code('s'), (machine) => setItems(machine, popMany(machine, 2))],
  [code('u'), (machine) => setItems(machine, machine.popToMark())],
  [code('a'), (machine) => appendItems(machine, popMany(machine, 1))],
  [code('e'), (machine) => appendItems(machine, machine.popToMark())],
  [code('q'), (machine) => machine.memo.set(machine.byte(), machine.top())],
  [code('r'), (machine) => machine.memo.set(machine.uint32(), machine.top())],
  [code('h'), (machine) => recall(machine, machine.byte())],
  [code('j'), (machine) => recall(machine, machine.uint32())],
  [code('i'), (machine) => forbidInstance(machine)],
]);

/** Instructions of pickle that build what no state dict holds: bytes, sets, objects of any class. */
export const refusedInstructions: ReadonlyMap<number, string> = new Map([
  [code('0'), 'POP'],
  [code('1'), 'POP_MARK'],
  [code('2'), 'DUP'],
  [code('F'), 'FLOAT'],
  [code('I'), 'INT'],
  [code('L'), 'LONG'],
  [code('P'), 'PERSID'],
  [code('S'), 'STRING'],
  [code('T'), 'BINSTRING'],
  [code('U'), 'SHORT_BINSTRING'],
  [code('V'), 'UNICODE'],
  [code('d'), 'DICT'],
  [code('g'), 'GET'],
  [code('l'), 'LIST'],
  [code('o'), 'OBJ'],
  [code('p'), 'PUT'],
  [code('B'), 'BINBYTES'],
  [code('C'), 'SHORT_BINBYTES'],
  [0x81, 'NEWOBJ'],
  [0x82, 'EXT1'],
  [0x83, 'EXT2'],
  [0x84, 'EXT4'],
  [0x8b, 'LONG4'],
  [0x8c, 'SHORT_BINUNICODE'],
  [0x8d, 'BINUNICODE8'],
  [0x8e, 'BINBYTES8'],
  [0x8f, 'EMPTY_SET'],
  [0x90, 'ADDITEMS'],
  [0x91, 'FROZENSET'],
  [0x92, 'NEWOBJ_EX'],
  [0x93, 'STACK_GLOBAL'],
  [0x94, 'MEMOIZE'],
  [0x95, 'FRAME'],
  [0x96, 'BYTEARRAY8'],
  [0x97, 'NEXT_BUFFER'],
  [0x98, 'READONLY_BUFFER'],
]);

function protocol(machine: PickleMachine): void {
  const version = machine.byte();
  // PyTorch writes protocol 2 unless told otherwise; the later ones have other instructions.
  if (version !== 2) throw machine.forbidden(`is of protocol ${version}, not 2`);
}

function global(machine: PickleMachine): void {
  const name = `${machine.line()}.${machine.line()}`;
  if (!isAllowedGlobal(name)) throw machine.forbidden(`holds ${name}`);
  machine.push({ kind: 'global', name });
}

function forbidInstance(machine: PickleMachine): void {
  throw machine.forbidden(`holds ${machine.line()}.${machine.line()}`);
}

function reduce(machine: PickleMachine): void {
  const args = machine.pop();
  const callee = machine.pop();
  if (!isOfKind(callee, 'global') || !isTuple(args)) throw machine.forbidden(`calls ${describePickleValue(callee)}`);
  const value = callGlobal(callee.name, args);
  if (value === undefined) throw machine.forbidden(`calls ${callee.name} in a way PyTorch does not`);
  machine.push(value);
}

/** Sets the attributes of an object; the one that occurs is `_metadata` of a state dict, which says nothing about tensors. */
function build(machine: PickleMachine): void {
  machine.pop();
  const target = machine.top();
  if (!(target instanceof Map)) throw machine.forbidden(`sets attributes of ${describePickleValue(target)}`);
}

function persistentId(machine: PickleMachine): void {
  const id = machine.pop();
  const storage = toStorage(id);
  if (!storage) throw machine.forbidden(`refers to something that is no tensor storage (${describePickleValue(id)})`);
  machine.push(storage);
}

/** A two's-complement little-endian integer of any length. */
function long1(machine: PickleMachine): void {
  const bytes = machine.take(machine.byte());
  let value = 0n;
  for (let index = bytes.length - 1; index >= 0; index--) value = (value << 8n) | BigInt(bytes[index]);
  const number = Number(BigInt.asIntN(8 * bytes.length, value));
  if (!Number.isSafeInteger(number)) throw machine.invalid('holds an integer beyond 2^53');
  machine.push(number);
}

function setItems(machine: PickleMachine, items: readonly PickleValue[]): void {
  const dict = machine.topDict();
  if (items.length % 2 !== 0) throw machine.invalid('sets a key without a value');
  for (let index = 0; index < items.length; index += 2) {
    const key = items[index];
    if (typeof key !== 'string' && typeof key !== 'number')
      throw machine.invalid(`has a key that is no text or number (${describePickleValue(key)})`);
    dict.set(key, items[index + 1]);
  }
}

function appendItems(machine: PickleMachine, items: readonly PickleValue[]): void {
  const list = machine.topList();
  for (const item of items) list.items.push(item);
}

function recall(machine: PickleMachine, index: number): void {
  const value = machine.memo.get(index);
  if (value === undefined) throw machine.invalid(`recalls a value that it did not keep (${index})`);
  machine.push(value);
}

function pushTuple(machine: PickleMachine, items: PickleValue[]): void {
  machine.push({ kind: 'tuple', items });
}

/** In the order in which they were pushed. */
function popMany(machine: PickleMachine, count: number): PickleValue[] {
  const items: PickleValue[] = [];
  for (let taken = 0; taken < count; taken++) items.unshift(machine.pop());
  return items;
}
