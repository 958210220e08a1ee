/** A tokenizer for models that are given token ids: byte-level as real ones are, with a vocabulary and no merges. */
export function wordlessTokenizer(vocabularySize: number): unknown {
  const vocab = Object.fromEntries(Array.from({ length: vocabularySize }, (_, id) => [`t${id}`, id]));
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true };
  return {
    version: '1.0',
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: null,
    decoder: byteLevel,
    model: { type: 'BPE', vocab, merges: [] },
  };
}
