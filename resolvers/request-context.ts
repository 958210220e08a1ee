/** What every resolver is given: who asks, the services, and the look-ups that one request shares. */
import type { Context } from '../domain/context.js';
import type { CorpusRecord } from '../domain/corpus.js';
import type { DictionaryRecord } from '../domain/dictionary.js';
import type { Annotation, FeatureKey, FeatureStatistics, FeatureVectors } from '../domain/feature.js';
import type { LogitEffect, NextTokenEffect } from '../domain/feature-effect.js';
import type { HarvestRecord } from '../domain/harvest.js';
import type { ModelRecord } from '../domain/model.js';
import type { Page } from '../domain/page.js';
import type { FeatureCosine } from '../domain/similarity.js';
import type { ServerInfoType } from '../schema/server-info.type.js';
import type {
  Asker,
  LogitEffectRequest,
  NearestWanted,
  NextTokenEffectRequest,
  Services,
  TopContextsRequest,
} from '../services/services.js';
import type { Loader, Lookup } from './loader.js';

/** The newest harvest of the dictionary, on the corpus when one is named. */
export interface HarvestWanted {
  readonly dictionary: string;
  readonly corpus?: string;
}

export interface StatisticsWanted {
  readonly harvest: HarvestRecord;
  readonly index: number;
  /** Indices that are likely asked for next, `index` among them; read together. */
  readonly pageIndices: readonly number[];
}

export interface Loaders {
  /** Throws MODEL_NOT_FOUND, as the next two theirs. */
  readonly models: Lookup<string, ModelRecord>;
  readonly dictionaries: Lookup<string, DictionaryRecord>;
  readonly corpora: Lookup<string, CorpusRecord>;
  /** One request sees one snapshot, however often and wherever it asks. */
  readonly harvests: Lookup<HarvestWanted, HarvestRecord | undefined>;
  readonly statistics: Lookup<StatisticsWanted, FeatureStatistics>;
  readonly topContexts: Loader<TopContextsRequest, Page<Context>>;
  readonly vectors: Loader<FeatureKey, FeatureVectors>;
  readonly nearest: Loader<NearestWanted, readonly FeatureCosine[]>;
  readonly annotations: Loader<FeatureKey, readonly Annotation[]>;
  readonly logitEffects: Loader<LogitEffectRequest, LogitEffect>;
  readonly nextTokenEffects: Loader<NextTokenEffectRequest, readonly NextTokenEffect[]>;
}

export interface RequestContext {
  readonly requestId: string;
  /** Name of the key that was sent, or of whoever sits at the machine; written beside annotations. */
  readonly author: string;
  /** Its signal is aborted when the client has gone or the deadline has passed. */
  readonly asker: Asker;
  readonly services: Services;
  readonly loaders: Loaders;
  describeServer(): ServerInfoType;
}
