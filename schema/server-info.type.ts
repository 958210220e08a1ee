/** What a server says about itself; the records it is given are their own views. */
import { Field, Float, Int, ObjectType } from './decorators.js';

@ObjectType('ExecutionProvider', { simpleResolvers: true })
export class ExecutionProviderType {
  @Field(() => String)
  readonly name: string;

  @Field(() => Boolean)
  readonly available: boolean;

  @Field(() => Boolean)
  readonly inUse: boolean;

  @Field(() => String, { nullable: true })
  readonly reason: string | null;
}

@ObjectType('Limits', { simpleResolvers: true })
export class LimitsType {
  @Field(() => Int)
  readonly maxQueryCost: number;

  @Field(() => Int)
  readonly maxPrompts: number;

  @Field(() => Int)
  readonly maxPromptTokens: number;

  @Field(() => Int)
  readonly maxBodyBytes: number;

  @Field(() => Int)
  readonly maxPageSize: number;

  @Field(() => Int)
  readonly deadlineMs: number;

  @Field(() => Int, { description: 'tokens times layers times dictionaries that one request may ask of the engine' })
  readonly maxEngineCost: number;

  @Field(() => Int, { description: 'requests that may wait for the engine' })
  readonly maxWaiting: number;
}

@ObjectType('LoadedArtifact', { simpleResolvers: true })
export class LoadedArtifactType {
  @Field(() => String)
  readonly name: string;

  @Field(() => String)
  readonly kind: string;

  @Field(() => Float)
  readonly bytes: number;

  @Field(() => String)
  readonly provider: string;
}

@ObjectType('ServerInfo', { simpleResolvers: true })
export class ServerInfoType {
  @Field(() => String)
  readonly version: string;

  @Field(() => Int)
  readonly storeVersion: number;

  @Field(() => [ExecutionProviderType])
  readonly executionProviders: readonly ExecutionProviderType[];

  @Field(() => String, {
    description:
      'how text is generated: `recomputes` runs the whole sequence for each token, no keys and values are kept',
  })
  readonly generation: string;

  @Field(() => LimitsType)
  readonly limits: LimitsType;

  @Field(() => [LoadedArtifactType])
  readonly loaded: readonly LoadedArtifactType[];
}
