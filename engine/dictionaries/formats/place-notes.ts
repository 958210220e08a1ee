/** What is worth knowing about the names that other libraries give to hook points. */

/**
 * TransformerLens names `ln2.hook_normalized` the activation behind a LayerNorm's gain in some versions and before it in others,
 * and before it wherever the norm is an RMSNorm or was folded.
 */
export function placeNotes(name: string | undefined): string[] {
  if (name === undefined || !/\.hook_normalized$/.test(name)) return [];
  return [
    `Trained on "${name}" of TransformerLens, which may be the activation before the gain of the norm; the hook point mlp_in is ` +
      'what the MLP reads, behind it.',
  ];
}
