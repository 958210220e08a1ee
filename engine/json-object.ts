/** JSON objects of unknown make, as configurations of other libraries are. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Throws SyntaxError or TypeError when the bytes are not the UTF-8 text of a JSON object. */
export function decodeJsonObject(bytes: Uint8Array): JsonObject {
  const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  if (!isJsonObject(parsed)) throw new TypeError('not a JSON object');
  return parsed;
}
