/** Frees what a job that has come to its end kept, and what such jobs left when their process was killed at the end. */
import { isFinal } from '../../domain/job.js';
import type { Store } from '../../store/store.js';
import { findJobOfHarvest } from '../harvest/harvest-id.js';

/** Removes the job's checkpoint and the snapshots that it finished but did not publish. Nobody may run it any more. */
export function clearJob(store: Store, id: string): void {
  store.blobs.removeJobFolder(id);
  for (const harvest of store.harvests.unpublished())
    if (findJobOfHarvest(harvest) === id) store.harvests.removeUnpublished(harvest);
}

/** Clears all jobs that are final or unknown; beside processes that run others. */
export function sweepJobs(store: Store): void {
  const owners = [...store.blobs.jobFolders(), ...store.harvests.unpublished().map(findJobOfHarvest)];
  for (const id of new Set(owners)) {
    const job = id === undefined ? undefined : store.jobs.find(id);
    if (id !== undefined && (job === undefined || isFinal(job.state))) clearJob(store, id);
  }
}
