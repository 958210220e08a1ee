/** What a command says: its answer on standard output, remarks on standard error. */

export interface OutputOptions {
  /** One JSON document on standard output and nothing else there. */
  readonly json: boolean;
  /** No remarks, no progress, no confirmations; answers and errors stay. */
  readonly quiet: boolean;
}

export interface Output {
  readonly options: OutputOptions;
  /** The answer to a question, such as a list: always shown, as `document` with --json and as lines otherwise. */
  answer(document: unknown, lines: readonly string[]): void;
  /** The report of something done: as an answer, but silent with --quiet unless --json asks for it. */
  confirm(document: unknown, line: string): void;
  /** A remark for the person at the terminal; never part of the answer. */
  remark(line: string): void;
}

interface TextStream {
  write(text: string): unknown;
}

/** Writes answers to `out` and remarks to `err`. */
export function createOutput(options: OutputOptions, out: TextStream, err: TextStream): Output {
  const answer = (document: unknown, lines: readonly string[]): void => {
    if (options.json) out.write(`${JSON.stringify(document, null, 2)}\n`);
    else if (lines.length > 0) out.write(`${lines.join('\n')}\n`);
  };
  return {
    options,
    answer,
    confirm: (document, line) => {
      if (options.json || !options.quiet) answer(document, [line]);
    },
    remark: (line) => {
      if (!options.quiet) err.write(`${line}\n`);
    },
  };
}
