/** Finds the tokens that a user means by their text. */
import { ResearchError } from '../domain/errors.js';
import type { Tokenizer } from '../engine/engine.js';

/** Ids of all tokens spelled exactly so; throws TOKEN_UNKNOWN with spellings that exist. */
export function tokenIdsOfText(tokenizer: Tokenizer, text: string, at: string): readonly number[] {
  const ids = tokenizer.idsOfText(text);
  if (ids.length > 0) return ids;
  throw new ResearchError('TOKEN_UNKNOWN', `No token is spelled ${JSON.stringify(text)}.${hint(tokenizer, text)}`, {
    at,
  });
}

function hint(tokenizer: Tokenizer, text: string): string {
  const near = [...new Set(nearSpellings(text))].filter((spelling) => tokenizer.idsOfText(spelling).length > 0);
  if (near.length > 0) return ` Did you mean ${near.map((spelling) => JSON.stringify(spelling)).join(' or ')}?`;
  const pieces = tokenizer.encode(text, { addSpecialTokens: false }).map((id) => tokenizer.token(id).text);
  return pieces.length === 0 ? '' : ` It is made of ${pieces.map((piece) => JSON.stringify(piece)).join(', ')}.`;
}

/** The slips that are made most: the leading space, its marks in vocabulary files, and the case. */
function nearSpellings(text: string): string[] {
  const plain = text.replace(/^[\u2581\u0120]/, ' ');
  const bare = plain.trim();
  if (bare === '') return [];
  const capitalised = bare[0].toUpperCase() + bare.slice(1);
  return [plain, ` ${bare}`, bare, ` ${bare.toLowerCase()}`, bare.toLowerCase(), ` ${capitalised}`, capitalised];
}
