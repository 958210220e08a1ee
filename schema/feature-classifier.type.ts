/** A single feature as a classifier, as it looks from outside. */
import type { FeatureClassifierRecord } from '../domain/classifier.js';
import { ClassifierType, commonView } from './classifier.type.js';
import { Field, ObjectType } from './decorators.js';
import { featureHitView, FeatureHitType } from './feature-scan.type.js';
import { NodeType } from './node.type.js';

@ObjectType('FeatureClassifier', { implements: [NodeType, ClassifierType], simpleResolvers: true })
export class FeatureClassifierType extends ClassifierType {
  @Field(() => FeatureHitType)
  readonly hit: FeatureHitType;

  declare readonly record: FeatureClassifierRecord;
}

export function featureClassifierView(classifier: FeatureClassifierRecord): FeatureClassifierType {
  const { hit } = classifier;
  return { ...commonView(classifier, 'FeatureClassifier'), hit: featureHitView([hit])(hit) };
}
