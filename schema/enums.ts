/** The enums of the schema, made of the lists that the domain keeps. */
import { agreementRules, classifierKinds, poolings, probeKinds } from '../domain/classifier.js';
import { dictionaryArchitectures } from '../domain/dictionary.js';
import { featureOrders } from '../domain/feature.js';
import { ablationValues } from '../domain/intervention.js';
import { jobKinds, jobStates } from '../domain/job.js';
import { tokenRules } from '../domain/metrics.js';
import { modelPrecisions, randomizationSchemes } from '../domain/model.js';
import { dictionaryVectors, matchOrders, randomVectorKinds } from '../domain/similarity.js';
import { registerEnumType } from './decorators.js';

export const AblationValueEnum = enumOf('AblationValue', ablationValues);
export const DictionaryArchitectureEnum = enumOf('DictionaryArchitecture', dictionaryArchitectures);
export const AgreementRuleEnum = enumOf('AgreementRule', agreementRules);
export const ClassifierKindEnum = enumOf('ClassifierKind', classifierKinds);
export const ProbeKindEnum = enumOf('ProbeKind', probeKinds);
export const PoolingEnum = enumOf('Pooling', poolings);
export const FeatureOrderEnum = enumOf('FeatureOrder', featureOrders);
export const JobStateEnum = enumOf('JobState', jobStates);
export const TokenRuleEnum = enumOf('TokenRule', tokenRules);
export const DictionaryVectorsEnum = enumOf('DictionaryVectors', dictionaryVectors);
export const RandomVectorsEnum = enumOf('RandomVectors', randomVectorKinds);
export const MatchOrderEnum = enumOf('MatchOrder', matchOrders);
export const ModelPrecisionEnum = enumOf('ModelPrecision', modelPrecisions);
export const RandomizationSchemeEnum = enumOf('RandomizationScheme', randomizationSchemes);

/** Clients may rely on all of these from the first release on, so the list is longer than what runs today. */
export const JobKindEnum = enumOf('JobKind', [...jobKinds, 'CONNECTIONS', 'SHIFT']);

function enumOf(name: string, values: readonly string[]): object {
  const members = Object.fromEntries(values.map((value) => [value, value]));
  registerEnumType(members, { name });
  return members;
}
