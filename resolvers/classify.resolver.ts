/** Asking a classifier. */
import { ClassificationType, classificationView } from '../schema/classification.type.js';
import { ClassifyArgs, toClassifyQuestion } from '../schema/classify.args.js';
import { Args, Computes, Ctx, Query, Resolver } from '../schema/decorators.js';
import { viewGoodOnes, type AnsweredView } from './answered-view.js';
import type { RequestContext } from './request-context.js';

@Resolver()
export class ClassifyResolver {
  @Computes()
  @Query(() => [ClassificationType], { nullable: 'items' })
  async classify(
    @Args(() => ClassifyArgs) args: ClassifyArgs,
    @Ctx() { services, asker }: RequestContext,
  ): Promise<AnsweredView<ClassificationType>[]> {
    const answers = await services.classifiers.classify(toClassifyQuestion(args), asker);
    return viewGoodOnes(answers, classificationView);
  }
}
