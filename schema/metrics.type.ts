/** Metrics of a dictionary, as they look from outside. */
import type { MetricsOptions, MetricsRecord, NamedValue, TokenRule } from '../domain/metrics.js';
import { toNodeId } from '../domain/node-id.js';
import { Field, Float, Int, ObjectType } from './decorators.js';
import { TokenRuleEnum } from './enums.js';
import { NodeType } from './node.type.js';

@ObjectType('MetricsOptions', { simpleResolvers: true })
export class MetricsOptionsType {
  @Field(() => Int)
  readonly contextTokens: number;

  @Field(() => Boolean)
  readonly includeSpecialTokens: boolean;

  @Field(() => Int, { nullable: true })
  readonly maxTokens?: number;
}

@ObjectType('NamedValue', { simpleResolvers: true })
export class NamedValueType {
  @Field(() => String)
  readonly definition: string;

  @Field(() => Float)
  readonly value: number;
}

@ObjectType('DictionaryMetrics', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'every number names its definition, because libraries differ (see the documentation of metrics)',
})
export class MetricsType extends NodeType {
  @Field(() => TokenRuleEnum)
  readonly tokenRule: TokenRule;

  @Field(() => MetricsOptionsType)
  readonly options: MetricsOptions;

  @Field(() => Float)
  readonly tokens: number;

  @Field(() => Float)
  readonly l0: number;

  @Field(() => Float)
  readonly l1: number;

  @Field(() => Float, { description: 'mean squared error per element' })
  readonly mse: number;

  @Field(() => Float, {
    description: 'square root of the above: the figure that dictionary_learning called MSE in 2023',
  })
  readonly rmse: number;

  @Field(() => Float, { description: 'mean Euclidean norm of the residual' })
  readonly l2Loss: number;

  @Field(() => Float)
  readonly cosineSimilarity: number;

  @Field(() => Float)
  readonly l2Ratio: number;

  @Field(() => Float)
  readonly lossOriginal: number;

  @Field(() => Float)
  readonly lossReconstructed: number;

  @Field(() => Float)
  readonly lossZeroAblated: number;

  @Field(() => Float)
  readonly lossMeanAblated: number;

  @Field(() => Float)
  readonly klDivergence: number;

  @Field(() => Float)
  readonly alive: number;

  @Field(() => [NamedValueType], {
    description:
      'every variant by its definition id, such as `dictionary_learning.2023.rmse` or `saelens.explained_variance_legacy`',
  })
  readonly variants: readonly NamedValue[];

  readonly record: MetricsRecord;
}

export function metricsView(metrics: MetricsRecord): MetricsType {
  return { ...metrics, nodeKind: 'DictionaryMetrics', id: toNodeId('DictionaryMetrics', metrics.id), record: metrics };
}
