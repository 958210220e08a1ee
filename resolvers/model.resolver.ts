/** Models, their dictionaries, and the model that a control is a control of. */
import type { Connection } from '../schema/connection.js';
import { connectionView } from '../schema/connection.js';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from '../schema/decorators.js';
import type { DictionaryType } from '../schema/dictionary.type.js';
import { DictionaryConnection, dictionaryView } from '../schema/dictionary.type.js';
import { ModelConnection, ModelType, modelView } from '../schema/model.type.js';
import { PageArgs, toPageRequest } from '../schema/page.args.js';
import { RandomizedControlType, randomizedControlView } from '../schema/randomized-control.type.js';
import { orNull } from './or-null.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => ModelType)
export class ModelResolver {
  @Query(() => ModelConnection)
  models(@Args(() => PageArgs) page: PageArgs, @Ctx() { services }: RequestContext): Connection<ModelType> {
    return connectionView(services.catalog.models(toPageRequest(page)), modelView);
  }

  @Query(() => ModelType, { nullable: true })
  model(@Arg('name', () => String) name: string, @Ctx() { loaders }: RequestContext): ModelType {
    return modelView(loaders.models.get(name));
  }

  @FieldResolver(() => DictionaryConnection)
  dictionaries(
    @Root() model: ModelType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { services }: RequestContext,
  ): Connection<DictionaryType> {
    return connectionView(services.catalog.dictionaries(toPageRequest(page), { model: model.name }), dictionaryView);
  }

  @FieldResolver(() => RandomizedControlType, {
    nullable: true,
    description: 'set when this model is a control: the same architecture with re-drawn weights',
  })
  control(@Root() model: ModelType): RandomizedControlType | null {
    return orNull(model.record.control, randomizedControlView);
  }
}

@Resolver(() => RandomizedControlType)
export class RandomizedControlResolver {
  @FieldResolver(() => ModelType)
  of(@Root() control: RandomizedControlType, @Ctx() { loaders }: RequestContext): ModelType {
    return modelView(loaders.models.get(control.record.of));
  }
}
