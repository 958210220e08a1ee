/** What the catalogue says about an error. */

export interface CatalogueEntry {
  /** HTTP status of a response that consists of this error alone. */
  readonly status: number;
  /** Whether the same request may succeed later without being changed. */
  readonly retryable: boolean;
  readonly meaning: string;
  readonly fix: string;
}
