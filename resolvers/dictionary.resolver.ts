/** Dictionaries and what hangs on them: model, hook points, features, harvests and prunings. */
import { getHookPoint } from '../domain/hook-point.js';
import type { Connection } from '../schema/connection.js';
import { connectionView } from '../schema/connection.js';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from '../schema/decorators.js';
import { DictionaryPageArgs } from '../schema/dictionary-page.args.js';
import { DictionaryConnection, DictionaryType, dictionaryView } from '../schema/dictionary.type.js';
import { FeatureConnection, featurePageView, FeatureType, featureView } from '../schema/feature.type.js';
import { FeaturePageArgs, toFeaturePageRequest } from '../schema/feature-page.args.js';
import { HarvestType, harvestView } from '../schema/harvest.type.js';
import { HookPointType } from '../schema/hook-point.type.js';
import { ModelType, modelView } from '../schema/model.type.js';
import { PageArgs, toPageRequest } from '../schema/page.args.js';
import { PruningType, pruningView } from '../schema/pruning.type.js';
import { findFeature, findFeatures } from './find-feature.js';
import { orNull } from './or-null.js';
import type { RequestContext } from './request-context.js';
import { whenHarvested } from './when-harvested.js';

@Resolver(() => DictionaryType)
export class DictionaryResolver {
  @Query(() => DictionaryConnection)
  dictionaries(
    @Args(() => DictionaryPageArgs) page: DictionaryPageArgs,
    @Ctx() { services }: RequestContext,
  ): Connection<DictionaryType> {
    const filter = { model: page.model ?? undefined, hookPoint: page.hookPoint ?? undefined };
    return connectionView(services.catalog.dictionaries(toPageRequest(page), filter), dictionaryView);
  }

  @Query(() => DictionaryType, { nullable: true })
  dictionary(@Arg('name', () => String) name: string, @Ctx() { loaders }: RequestContext): DictionaryType {
    return dictionaryView(loaders.dictionaries.get(name));
  }

  @FieldResolver(() => ModelType)
  model(@Root() dictionary: DictionaryType, @Ctx() { loaders }: RequestContext): ModelType {
    return modelView(loaders.models.get(dictionary.record.model));
  }

  @FieldResolver(() => HookPointType)
  hookPoint(@Root() { record }: DictionaryType, @Ctx() { loaders }: RequestContext): HookPointType {
    const model = loaders.models.get(record.model);
    return getHookPoint(record.hookPoint, model.hookPoints);
  }

  @FieldResolver(() => HookPointType, {
    description: 'where a transcoder writes; for others the same as hookPoint',
  })
  outputHookPoint(@Root() { record }: DictionaryType, @Ctx() { loaders }: RequestContext): HookPointType {
    const model = loaders.models.get(record.model);
    return getHookPoint(record.outputHookPoint, model.hookPoints);
  }

  @FieldResolver(() => PruningType, { nullable: true })
  pruning(@Root() dictionary: DictionaryType): PruningType | null {
    return orNull(dictionary.record.pruning, pruningView);
  }

  @FieldResolver(() => FeatureType, { nullable: true })
  async feature(
    @Root() dictionary: DictionaryType,
    @Arg('index', () => Int) index: number,
    @Ctx() context: RequestContext,
  ): Promise<FeatureType | null> {
    return orNull(await findFeature({ dictionary: dictionary.name, index }, context), featureView);
  }

  @FieldResolver(() => FeatureConnection)
  async features(
    @Root() dictionary: DictionaryType,
    @Args(() => FeaturePageArgs) page: FeaturePageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<FeatureType>> {
    return featurePageView(await findFeatures(dictionary.name, toFeaturePageRequest(page), context));
  }

  @FieldResolver(() => HarvestType, {
    nullable: true,
    description:
      'null until the dictionary has been harvested on the corpus; the newest harvest when no corpus is named',
  })
  harvest(
    @Root() dictionary: DictionaryType,
    @Arg('corpus', () => String, { nullable: true }) corpus: string | null,
    @Ctx() { loaders }: RequestContext,
  ): HarvestType | null {
    const wanted = { dictionary: dictionary.name, corpus: corpus ?? undefined };
    return whenHarvested(loaders, wanted, harvestView);
  }

  @FieldResolver(() => DictionaryConnection)
  derived(
    @Root() dictionary: DictionaryType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { services }: RequestContext,
  ): Connection<DictionaryType> {
    return connectionView(services.catalog.dictionaries(toPageRequest(page), { of: dictionary.name }), dictionaryView);
  }
}
