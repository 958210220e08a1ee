/** Classifiers of every kind, found and listed. */
import { ClassifierConnection, ClassifierType } from '../schema/classifier.type.js';
import { ClassifierPageArgs } from '../schema/classifier-page.args.js';
import type { Connection } from '../schema/connection.js';
import { connectionView } from '../schema/connection.js';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from '../schema/decorators.js';
import { EvaluationType } from '../schema/evaluation.type.js';
import { toPageRequest } from '../schema/page.args.js';
import { classifierView } from './classifier-view.js';
import type { RequestContext } from './request-context.js';

@Resolver()
export class ClassifierResolver {
  @Query(() => ClassifierType, { nullable: true })
  classifier(@Arg('name', () => String) name: string, @Ctx() { services }: RequestContext): ClassifierType {
    return classifierView(services.classifiers.get(name));
  }

  @Query(() => ClassifierConnection)
  classifiers(
    @Args(() => ClassifierPageArgs) args: ClassifierPageArgs,
    @Ctx() { services }: RequestContext,
  ): Connection<ClassifierType> {
    const filter = { dataset: args.dataset ?? undefined };
    return connectionView(services.classifiers.page(toPageRequest(args), filter), classifierView);
  }
}

@Resolver(() => EvaluationType)
export class EvaluatedClassifierResolver {
  @FieldResolver(() => ClassifierType)
  classifier(@Root() { record }: EvaluationType, @Ctx() { services }: RequestContext): ClassifierType {
    return classifierView(services.classifiers.get(record.classifier));
  }
}
