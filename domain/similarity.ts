/** Which of a feature's two vectors stands for it when dictionaries are compared. */

export const dictionaryVectors = ['DECODER', 'ENCODER'] as const;
export type DictionaryVectors = (typeof dictionaryVectors)[number];
