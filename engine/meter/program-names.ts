/** The names by which the steps of a measuring program hand tensors to each other. */

/** What a forward pass is made with; the number is a dictionary's place. */
export type Condition = 'original' | 'zeroAblated' | 'meanAblated' | number;

/** Of one condition and one stretch of a part's positions. */
export const lossOf = (condition: Condition, stretch: number): string => `saeql.loss:${condition}:${stretch}`;
export const divergenceOf = (condition: Condition, stretch: number): string => `saeql.kl:${condition}:${stretch}`;
/** What the model's head reads. */
export const headInputOf = (condition: Condition): string => `saeql.head_input:${condition}`;
export const reconstructionOf = (dictionary: number): string => `saeql.reconstruction:${dictionary}`;
export const sumNamed = (output: string): string => `saeql.sums:${output}`;
/** Of one dictionary and one piece of a part. */
export const statisticNamed = (output: string, dictionary: number, piece: number): string =>
  `saeql.${output}:${dictionary}:${piece}`;
