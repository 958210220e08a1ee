/** The queries of a Markdown document with the answers that it shows: what docs/tour.md says under "How to read this". */

export interface AnsweredQuery {
  /** Of the query's first line, counted from 1. */
  readonly line: number;
  readonly query: string;
  readonly variables: unknown;
  /** Parsed. */
  readonly answer: unknown;
  /** Where the answer's text stands in the document. */
  readonly start: number;
  readonly end: number;
}

interface Block {
  readonly language: string;
  readonly body: string;
  readonly start: number;
  readonly end: number;
  readonly isVariables: boolean;
}

/**
 * Every block of GraphQL with the block of JSON behind it; a block of JSON between the two that is headed by
 * `<!-- variables -->` holds the query's variables. Throws when a query has no answer, and when JSON cannot be parsed.
 */
export function readAnsweredQueries(document: string): AnsweredQuery[] {
  const blocks = readBlocks(document);
  return blocks.flatMap((block, index) => {
    if (block.language !== 'graphql') return [];
    const line = document.slice(0, block.start).split('\n').length;
    const next = blocks[index + 1] as Block | undefined;
    const answer = next?.isVariables ? (blocks[index + 2] as Block | undefined) : next;
    if (answer?.language !== 'json') throw new Error(`line ${line}: no block of JSON answers the query`);
    const variables: unknown = next?.isVariables ? JSON.parse(next.body) : {};
    const { start, end } = answer;
    return [{ line, query: block.body.trimEnd(), variables, answer: JSON.parse(answer.body) as unknown, start, end }];
  });
}

function readBlocks(document: string): Block[] {
  const fenced = /(<!-- variables -->\n+)?^```(\w*)\n([^]*?)^```$/gm;
  return [...document.matchAll(fenced)].map(({ 0: all, 1: heading, 2: language, 3: body, index }) => {
    const end = index + all.length - '```'.length;
    return { language, body, start: end - body.length, end, isVariables: heading !== undefined };
  });
}

/** The document with other texts in place of the answers, in the order of the queries. */
export function replaceAnswers(document: string, queries: readonly AnsweredQuery[], texts: readonly string[]): string {
  const starts = [0, ...queries.map(({ end }) => end)];
  const pieces = queries.map(({ start }, index) => `${document.slice(starts[index], start)}${texts[index]}\n`);
  return pieces.join('') + document.slice(starts[queries.length]);
}
