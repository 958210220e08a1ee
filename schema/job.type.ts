/** A job, as it looks from outside. */
import type { JobRecord } from '../domain/job.js';
import { toNodeId } from '../domain/node-id.js';
import { connectionType } from './connection.js';
import { Field, Float, ObjectType } from './decorators.js';
import { JobKindEnum, JobStateEnum } from './enums.js';
import { NodeType } from './node.type.js';
import { DateTime, JSONValue } from './scalars.js';

@ObjectType('JobError', { simpleResolvers: true })
export class JobErrorType {
  @Field(() => String)
  readonly code: string;

  @Field(() => String)
  readonly message: string;

  @Field(() => String, { nullable: true })
  readonly fix: string | null;
}

@ObjectType('Job', { implements: NodeType, simpleResolvers: true })
export class JobType extends NodeType {
  @Field(() => JobKindEnum)
  readonly kind: string;

  @Field(() => JSONValue, { description: 'the input it was started with' })
  readonly input: unknown;

  @Field(() => JobStateEnum)
  readonly state: string;

  @Field(() => Float, { description: '0 to 1' })
  readonly progress: number;

  @Field(() => String, { nullable: true })
  readonly message: string | null;

  @Field(() => DateTime)
  readonly createdAt: string;

  @Field(() => DateTime, { nullable: true })
  readonly startedAt: string | null;

  @Field(() => DateTime, { nullable: true })
  readonly finishedAt: string | null;

  @Field(() => JobErrorType, {
    nullable: true,
    description: 'why it failed; of a queued job, why it did not go on and waits for a server with other settings',
  })
  readonly error: JobErrorType | null;

  readonly record: JobRecord;
}

export const JobConnection = connectionType('Job', () => JobType);

export function jobView(job: JobRecord): JobType {
  const { kind, input, state, progress, message, createdAt, startedAt, finishedAt, error } = job;
  return {
    nodeKind: 'Job',
    id: toNodeId('Job', job.id),
    ...{ kind, input, state, progress, message, createdAt, startedAt, finishedAt, error },
    record: job,
  };
}
