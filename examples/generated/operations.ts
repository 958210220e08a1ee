/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type ClassifierKind =
  | 'ENSEMBLE'
  | 'FEATURE'
  | 'LOGISTIC'
  | 'MASS_MEAN';

export type PromptInput =
  {   /** no special token is added */
  raw: string; text?: never; tokenIds?: never; }
  |  { raw?: never;   /** special tokens are added as the model's tokenizer does */
  text: string; tokenIds?: never; }
  |  { raw?: never; text?: never;   tokenIds: Array<number>; };

export type ClassifyStatementsQueryVariables = Exact<{
  classifier: string;
  prompts: Array<PromptInput> | PromptInput;
}>;


export type ClassifyStatementsQuery = { classifier:
    | { kind: ClassifierKind, provenance: unknown }
    | { kind: ClassifierKind, provenance: unknown }
    | { kind: ClassifierKind, provenance: unknown }
   | null, classify: Array<{ label: string, score: number, abstained: boolean } | null> };


export const ClassifyStatementsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClassifyStatements"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"classifier"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"prompts"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PromptInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"classifier"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"classifier"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provenance"}}]}},{"kind":"Field","name":{"kind":"Name","value":"classify"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"classifier"},"value":{"kind":"Variable","name":{"kind":"Name","value":"classifier"}}},{"kind":"Argument","name":{"kind":"Name","value":"prompts"},"value":{"kind":"Variable","name":{"kind":"Name","value":"prompts"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"abstained"}}]}}]}}]} as unknown as DocumentNode<ClassifyStatementsQuery, ClassifyStatementsQueryVariables>;