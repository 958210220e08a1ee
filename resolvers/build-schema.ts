/** The whole schema, built of the resolver classes. */
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { ClassifyResolver } from './classify.resolver.js';
import { ClassifierFieldsResolver } from './classifier-fields.resolver.js';
import { ClassifierResolver, EvaluatedClassifierResolver } from './classifier.resolver.js';
import { ContextResolver } from './context.resolver.js';
import { ControlResolver } from './control.resolver.js';
import { CorpusResolver } from './corpus.resolver.js';
import { DatasetResolver } from './dataset.resolver.js';
import { DictionaryResolver } from './dictionary.resolver.js';
import { resolveDirectly } from './direct-resolvers.js';
import { EvaluationResolver } from './evaluation.resolver.js';
import { FeatureClassifierResolver } from './feature-classifier.resolver.js';
import { FeatureEffectResolver } from './feature-effect.resolver.js';
import { EnsembleResolver } from './ensemble.resolver.js';
import { FeatureScanResolver } from './feature-scan.resolver.js';
import { FeatureResolver } from './feature.resolver.js';
import { FeatureStatisticsResolver } from './feature-statistics.resolver.js';
import { GeneralizationResolver, GeneralizationRowResolver } from './generalization.resolver.js';
import { HarvestResolver } from './harvest.resolver.js';
import { HarvestedFeatureResolver } from './harvested-feature.resolver.js';
import { InferenceResolver } from './inference.resolver.js';
import { Int8DictionaryResolver } from './int8-dictionary.resolver.js';
import { InterventionResolver } from './intervention.resolver.js';
import { JobResolver } from './job.resolver.js';
import { markOneOf } from './mark-one-of.js';
import { DictionaryMetricsResolver, MetricsResolver } from './metrics.resolver.js';
import { ModelResolver, RandomizedControlResolver } from './model.resolver.js';
import { NearestResolver } from './nearest.resolver.js';
import { NodeResolver } from './node.resolver.js';
import { ProbeResolver } from './probe.resolver.js';
import { PruningSweepResolver } from './pruning-sweep.resolver.js';
import { PromptFeatureActivationsResolver } from './prompt-feature-activations.resolver.js';
import { PruningResolver } from './pruning.resolver.js';
import { ServerResolver } from './server.resolver.js';
import { SimilarityMatrixResolver } from './similarity-matrix.resolver.js';
import { MatchedPairsResolver, SimilarityResolver } from './similarity.resolver.js';
import { TokenResolver } from './token.resolver.js';

/** Arguments are checked where they are used, so type-graphql's own validation stays off. */
export function buildSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      NodeResolver,
      ServerResolver,
      ModelResolver,
      RandomizedControlResolver,
      CorpusResolver,
      DatasetResolver,
      DictionaryResolver,
      PruningResolver,
      PruningSweepResolver,
      HarvestResolver,
      MetricsResolver,
      DictionaryMetricsResolver,
      SimilarityResolver,
      MatchedPairsResolver,
      SimilarityMatrixResolver,
      FeatureResolver,
      NearestResolver,
      HarvestedFeatureResolver,
      FeatureStatisticsResolver,
      FeatureEffectResolver,
      ContextResolver,
      TokenResolver,
      InferenceResolver,
      PromptFeatureActivationsResolver,
      InterventionResolver,
      FeatureScanResolver,
      EvaluationResolver,
      GeneralizationResolver,
      GeneralizationRowResolver,
      ClassifyResolver,
      EnsembleResolver,
      ClassifierResolver,
      EvaluatedClassifierResolver,
      ProbeResolver,
      FeatureClassifierResolver,
      ClassifierFieldsResolver,
      ControlResolver,
      Int8DictionaryResolver,
      JobResolver,
    ],
    validate: false,
    pubSub: unusedPubSub,
  });
  return resolveDirectly(markOneOf(schema));
}

/** type-graphql wants one as soon as there is a subscription; ours bring their own stream. */
const unusedPubSub = { publish: refusePubSub, subscribe: refusePubSub };

function refusePubSub(): never {
  throw new Error('subscriptions of this schema stream from the store');
}
