/** CSV as RFC 4180 has it: commas, quoted fields with doubled quotes and line breaks inside, CR LF or LF. */
import { ResearchError } from '../../domain/errors.js';

export interface CsvRecord {
  /** On which it begins, counted from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * Records in order, the header included; blank lines are skipped, and a byte order mark at the beginning. Throws
 * DATASET_FILE_INVALID for quotes that RFC 4180 does not allow, rather than guess where a field ends. `at` names the file.
 */
export function* readCsvRecords(csv: string, at: string): Generator<CsvRecord> {
  const scanner = new CsvScanner(csv, at);
  while (!scanner.isAtEnd) {
    const { line } = scanner;
    const fields = scanner.readRecord();
    if (fields.length > 1 || fields[0] !== '') yield { line, fields };
  }
}

class CsvScanner {
  line = 1;
  #place: number;

  constructor(
    private readonly csv: string,
    private readonly at: string,
  ) {
    this.#place = csv.startsWith('\ufeff') ? 1 : 0;
  }

  get isAtEnd(): boolean {
    return this.#place >= this.csv.length;
  }

  /** Leaves the scanner at the beginning of the next record. */
  readRecord(): string[] {
    const fields = [this.#readField()];
    while (this.csv[this.#place] === ',') {
      this.#place++;
      fields.push(this.#readField());
    }
    this.#readLineEnd();
    return fields;
  }

  #readField(): string {
    return this.csv[this.#place] === '"' ? this.#readQuoted() : this.#readPlain();
  }

  #readPlain(): string {
    const from = this.#place;
    plainEnd.lastIndex = from;
    this.#place = plainEnd.exec(this.csv)?.index ?? this.csv.length;
    if (this.csv[this.#place] === '"') throw this.#invalid('A quote stands inside a field that is not quoted.');
    return this.csv.slice(from, this.#place);
  }

  #readQuoted(): string {
    const [from, line] = [this.#place + 1, this.line];
    let end = this.csv.indexOf('"', from);
    while (end >= 0 && this.csv[end + 1] === '"') end = this.csv.indexOf('"', end + 2);
    if (end < 0) throw this.#invalid('A quoted field has no end.', line);
    const quoted = this.csv.slice(from, end);
    this.line += countLines(quoted);
    this.#place = end + 1;
    if (!this.isAtEnd && !',\r\n'.includes(this.csv[this.#place])) throw this.#invalid('Text follows a closing quote.');
    return quoted.replaceAll('""', '"');
  }

  #readLineEnd(): void {
    if (this.csv[this.#place] === '\r') {
      this.#place++;
      if (!this.isAtEnd && this.csv[this.#place] !== '\n')
        throw this.#invalid('A carriage return stands without a line feed.');
    }
    this.#place++;
    this.line++;
  }

  #invalid(message: string, line = this.line): ResearchError {
    return new ResearchError('DATASET_FILE_INVALID', message, { at: `${this.at}:${line}` });
  }
}

const plainEnd = /[,"\r\n]/g;

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
