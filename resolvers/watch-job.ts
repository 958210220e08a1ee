/** The changes of a job, for a subscription. */
import { ResearchError } from '../domain/errors.js';
import type { JobRecord } from '../domain/job.js';
import { parseIdOf } from './find-node.js';
import type { RequestContext } from './request-context.js';

/** Throws JOB_NOT_FOUND before anything is streamed, so that the client is answered with the error. */
export function watchJob(id: string, { services, asker }: RequestContext): AsyncGenerator<JobRecord> {
  const key = parseIdOf('Job', id);
  if (services.jobs.find(key)) return services.jobs.watch(key, asker.signal);
  throw new ResearchError('JOB_NOT_FOUND', `There is no job "${id.slice(0, 80)}".`, { at: 'id' });
}
