/** Tokenises a corpus once for a tokenizer; what was tokenised before is opened. */
import type { CorpusDocument, CorpusRecord } from '../../domain/corpus.js';
import { ResearchError } from '../../domain/errors.js';
import type { ModelRecord } from '../../domain/model.js';
import type { Tokenizer } from '../../engine/engine.js';
import type { Store, TokenFile, TokenizedDocument } from '../../store/store.js';
import { throwIfCancelled } from './cancelled.js';
import { takeTurns } from './take-turns.js';

export interface TokenizeRequest {
  readonly corpus: CorpusRecord;
  readonly model: ModelRecord;
  readonly tokenizer: Tokenizer;
  readonly signal: AbortSignal;
  /** Told the number of documents that are done. */
  readonly onDocument: (documents: number) => void;
}

/** Throws TOKEN_ID_UNKNOWN for a document whose tokens the model does not have, and CANCELLED. */
export async function openTokenFile(store: Store, request: TokenizeRequest): Promise<TokenFile> {
  const { corpus, model } = request;
  return (
    store.tokenFiles.find(corpus.digest, model.tokenizerDigest) ??
    (await store.tokenFiles.write(corpus.digest, model.tokenizerDigest, {
      vocabularySize: model.vocabularySize,
      documents: tokenizedDocuments(store, request),
    }))
  );
}

async function* tokenizedDocuments(store: Store, request: TokenizeRequest): AsyncGenerator<TokenizedDocument> {
  const pause = takeTurns();
  let done = 0;
  for await (const document of store.corpora.read(request.corpus.digest)) {
    throwIfCancelled(request.signal);
    const tokenized = tokenizeDocument(document, request.tokenizer);
    checkTokenIds(tokenized, request.model);
    yield tokenized;
    request.onDocument(++done);
    await pause();
  }
}

/** Texts with the special tokens that the tokenizer adds; token ids as they are. */
function tokenizeDocument(document: CorpusDocument, tokenizer: Tokenizer): TokenizedDocument {
  if ('tokenIds' in document) return { id: document.id, tokenIds: document.tokenIds, repeatsBos: false };
  return {
    id: document.id,
    tokenIds: tokenizer.encode(document.text, { addSpecialTokens: true }),
    repeatsBos: tokenizer.bosTokenId !== undefined,
  };
}

function checkTokenIds({ id, tokenIds }: TokenizedDocument, { name, vocabularySize }: ModelRecord): void {
  for (let i = 0; i < tokenIds.length; i++) {
    const tokenId = tokenIds[i];
    if (Number.isInteger(tokenId) && tokenId >= 0 && tokenId < vocabularySize) continue;
    throw new ResearchError(
      'TOKEN_ID_UNKNOWN',
      `Document "${id}" holds the token id ${tokenId}; the vocabulary of ${name} has ${vocabularySize} tokens.`,
      { at: `document "${id}", token ${i}` },
    );
  }
}
