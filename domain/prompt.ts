/** What a model is run on when somebody asks. */

/** text: special tokens are added as the model's tokenizer does; raw: none is; tokenIds: taken as they are. */
export type Prompt =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'raw'; readonly text: string }
  | { readonly kind: 'tokenIds'; readonly tokenIds: readonly number[] };
