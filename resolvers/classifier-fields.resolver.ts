/** The fields of every kind of classifier that need a service. */
import { ClassifierType } from '../schema/classifier.type.js';
import { DatasetType, datasetView } from '../schema/dataset.type.js';
import { Args, Ctx, FieldResolver, Resolver, Root } from '../schema/decorators.js';
import { EvaluationArgs } from '../schema/evaluation.args.js';
import { EvaluationType, evaluationView } from '../schema/evaluation.type.js';
import { ModelType, modelView } from '../schema/model.type.js';
import { orNull } from './or-null.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => ClassifierType)
export class ClassifierFieldsResolver {
  @FieldResolver(() => ModelType)
  model(@Root() { record }: ClassifierType, @Ctx() { loaders }: RequestContext): ModelType {
    return modelView(loaders.models.get(record.model));
  }

  @FieldResolver(() => DatasetType, { nullable: true })
  trainedOn(@Root() { record }: ClassifierType, @Ctx() { services }: RequestContext): DatasetType | null {
    const dataset = services.catalog.findDataset(record.dataset);
    // Another data set may have the name by now.
    return orNull(dataset?.digest === record.datasetDigest ? dataset : null, datasetView);
  }

  @FieldResolver(() => EvaluationType, {
    nullable: true,
    description: 'on the data set it was trained on, only the held-out part is read',
  })
  evaluation(
    @Root() { name }: ClassifierType,
    @Args(() => EvaluationArgs) { dataset, groupBy }: EvaluationArgs,
    @Ctx() { services }: RequestContext,
  ): EvaluationType | null {
    const found = services.evaluations.find({ classifier: name, dataset, groupBy: groupBy ?? [] });
    return orNull(found, evaluationView);
  }
}
