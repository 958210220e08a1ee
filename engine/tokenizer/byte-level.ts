/** GPT-2's spelling of bytes as printable characters, which byte-level vocabularies are written in. */

/**
 * Bytes that a byte-level token stands for. A token with a character outside GPT-2's 256 was put into the vocabulary as
 * it is and stands for its own UTF-8.
 *
 * @source GPT-2, src/encoder.py, bytes_to_unicode
 */
export function byteLevelBytes(token: string): Uint8Array {
  const bytes = Array.from(token, (character) => byteOfCharacter.get(character));
  return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes) : new TextEncoder().encode(token);
}

const byteOfCharacter: ReadonlyMap<string, number> = new Map(spellings());

/** Printable Latin-1 stands for itself; the other 68 bytes, in order, are moved to the characters from 256 on. */
function* spellings(): Generator<[string, number]> {
  let moved = 256;
  for (let byte = 0; byte < 256; byte++) {
    const isPrintable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte !== 0xad);
    yield [String.fromCharCode(isPrintable ? byte : moved++), byte];
  }
}
