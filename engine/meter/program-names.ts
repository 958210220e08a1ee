/** The names by which the steps of a measuring program hand tensors to each other. */

/** What a forward pass is made with; the number is a dictionary's place. */
export type Condition = 'original' | 'zeroAblated' | 'meanAblated' | number;

export const lossOf = (condition: Condition): string => `saeql.loss:${condition}`;
export const divergenceOf = (condition: Condition): string => `saeql.kl:${condition}`;
export const reconstructionOf = (dictionary: number): string => `saeql.reconstruction:${dictionary}`;
export const sumNamed = (output: string): string => `saeql.sums:${output}`;
/** Of one dictionary and one piece of a part. */
export const statisticNamed = (output: string, dictionary: number, piece: number): string =>
  `saeql.${output}:${dictionary}:${piece}`;
