/** The stack machine that a pickle is a program for; it can build plain values only, and every step is bounded. */
import { ResearchError } from '../../../domain/errors.js';
import type { PickleDict, PickleSequence, PickleValue } from './pickle-value.js';

/** Nested marks of a state dict: a handful. */
const mostMarks = 64;

export class PickleMachine {
  readonly memo = new Map<number, PickleValue>();
  private readonly view: DataView;
  private readonly stack: PickleValue[] = [];
  /** Heights of the stack at which marks stand. */
  private readonly marks: number[] = [];
  private position = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly path: string,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  push(value: PickleValue): void {
    this.stack.push(value);
  }

  pop(): PickleValue {
    const value = this.stack.length > this.floor() ? this.stack.pop() : undefined;
    if (value === undefined) throw this.invalid('takes a value that is not there');
    return value;
  }

  top(): PickleValue {
    const value = this.pop();
    this.push(value);
    return value;
  }

  mark(): void {
    if (this.marks.length === mostMarks) throw this.invalid(`nests deeper than ${mostMarks}`);
    this.marks.push(this.stack.length);
  }

  popToMark(): PickleValue[] {
    const height = this.marks.pop();
    if (height === undefined) throw this.invalid('closes what it did not open');
    return this.stack.splice(height);
  }

  topDict(): PickleDict {
    const value = this.top();
    if (!(value instanceof Map)) throw this.invalid('sets an item of what is not a dict');
    return value;
  }

  topList(): PickleSequence {
    const value = this.top();
    if (value === null || typeof value !== 'object' || value instanceof Map || value.kind !== 'list')
      throw this.invalid('appends to what is not a list');
    return value;
  }

  take(length: number): Uint8Array {
    if (length > this.bytes.length - this.position) throw this.invalid('is cut off');
    this.position += length;
    return this.bytes.subarray(this.position - length, this.position);
  }

  byte(): number {
    return this.take(1)[0];
  }

  uint16(): number {
    this.take(2);
    return this.view.getUint16(this.position - 2, true);
  }

  int32(): number {
    this.take(4);
    return this.view.getInt32(this.position - 4, true);
  }

  uint32(): number {
    return this.int32() >>> 0;
  }

  /** Pickle writes its floats big-endian. */
  float64(): number {
    this.take(8);
    return this.view.getFloat64(this.position - 8, false);
  }

  text(length: number): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.take(length));
    } catch (cause) {
      if (cause instanceof ResearchError) throw cause;
      throw this.invalid('holds a text that is not UTF-8');
    }
  }

  line(): string {
    const end = this.bytes.indexOf(10, this.position);
    if (end < 0) throw this.invalid('is cut off');
    const line = this.text(end - this.position);
    this.position = end + 1;
    return line;
  }

  invalid(why: string): ResearchError {
    return new ResearchError('DICTIONARY_FILE_INVALID', this.sentence(why), { at: this.path });
  }

  /** Nothing was executed: `what` is only named. */
  forbidden(what: string): ResearchError {
    return new ResearchError('PICKLE_FORBIDDEN', this.sentence(what), { at: this.path });
  }

  private sentence(predicate: string): string {
    return `The pickle in "${this.path}" ${predicate} (at its byte ${this.position}).`;
  }

  private floor(): number {
    return this.marks.length === 0 ? 0 : this.marks[this.marks.length - 1];
  }
}
