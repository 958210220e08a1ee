/** Similarities of several dictionaries with each other. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from '../schema/decorators.js';
import { DictionaryType, dictionaryView } from '../schema/dictionary.type.js';
import { JobType, jobView } from '../schema/job.type.js';
import { SimilarityMatrixInputType, toSimilarityMatrixInput } from '../schema/similarity.input.js';
import { SimilarityMatrixType, similarityMatrixView } from '../schema/similarity-matrix.type.js';
import { orNull } from './or-null.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => SimilarityMatrixType)
export class SimilarityMatrixResolver {
  @Query(() => SimilarityMatrixType, { nullable: true })
  similarityMatrix(
    @Args(() => SimilarityMatrixInputType) wanted: SimilarityMatrixInputType,
    @Ctx() { services }: RequestContext,
  ): SimilarityMatrixType | null {
    return orNull(services.similarities.findMatrix(toSimilarityMatrixInput(wanted)), similarityMatrixView);
  }

  @Mutation(() => JobType)
  startSimilarityMatrix(
    @Arg('input', () => SimilarityMatrixInputType) input: SimilarityMatrixInputType,
    @Ctx() { services }: RequestContext,
  ): JobType {
    return jobView(services.similarities.startMatrix(toSimilarityMatrixInput(input)));
  }

  @FieldResolver(() => [DictionaryType])
  dictionaries(@Root() { named }: SimilarityMatrixType, @Ctx() { loaders }: RequestContext): DictionaryType[] {
    return named.dictionaries.map((name) => dictionaryView(loaders.dictionaries.get(name)));
  }
}
