/** A registered corpus: documents in an order that never changes. */

export interface CorpusRecord {
  readonly name: string;
  readonly documents: number;
  /** SHA-256 over the documents' ids and contents in order. */
  readonly digest: string;
}

/** A document as imported: a text, or token ids that are taken as they are. */
export type CorpusDocument =
  { readonly id: string; readonly text: string } | { readonly id: string; readonly tokenIds: readonly number[] };
