/** Reads a pickle that holds tensors and plain values, and refuses every other without executing any of it. */
import { instructions, refusedInstructions } from './pickle-instructions.js';
import { PickleMachine } from './pickle-machine.js';
import type { PickleValue } from './pickle-value.js';

/** A state dict takes about 30 instructions a tensor. */
const mostInstructions = 1_000_000;
const stop = '.'.charCodeAt(0);

/**
 * The value of a pickle; `path` is named in errors. Throws PICKLE_FORBIDDEN with the name of anything that is not a plain
 * tensor, dict, list, tuple, number or text, and DICTIONARY_FILE_INVALID when the bytes are no pickle.
 *
 * @source CPython's Lib/pickle.py; the instructions and names are a part of those that PyTorch's `weights_only` allows
 */
export function readPickle(bytes: Uint8Array, path: string): PickleValue {
  const machine = new PickleMachine(bytes, path);
  for (let count = 0; count < mostInstructions; count++) {
    const byte = machine.byte();
    if (byte === stop) return machine.pop();
    const instruction = instructions.get(byte);
    if (!instruction) throw refusal(machine, byte);
    instruction(machine);
  }
  throw machine.invalid(`has more than ${mostInstructions} instructions`);
}

function refusal(machine: PickleMachine, byte: number): Error {
  const name = refusedInstructions.get(byte);
  if (name) return machine.forbidden(`uses the instruction ${name}, which plain tensors do not need`);
  return machine.invalid(`has an unknown instruction 0x${byte.toString(16).padStart(2, '0')}`);
}
