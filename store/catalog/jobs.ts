/** Jobs of the catalog; those that are not final are also listed by themselves, because runners ask for them often. */
import type { JobRecord, JobState } from '../../domain/job.js';
import { isFinal } from '../../domain/job.js';
import type { Page, PageRequest } from '../../domain/page.js';
import type { Environment } from '../lmdb/environment.js';
import type { JobTable } from '../store.js';
import { descending, mapPage, pageOf } from './page-of.js';
import { RecordTable } from './record-table.js';

export class Jobs implements JobTable {
  readonly #records: RecordTable<JobRecord>;
  readonly #unfinished: RecordTable<true>;

  constructor(private readonly catalog: Environment) {
    this.#records = new RecordTable(catalog, 'jobs');
    this.#unfinished = new RecordTable(catalog, 'unfinishedJobs');
  }

  find(id: string): JobRecord | undefined {
    return this.#records.find(id);
  }

  add(job: JobRecord): void {
    this.catalog.transact(() => {
      if (this.#records.has(job.id)) throw new Error(`job ${job.id} exists`);
      this.#put(job);
    });
  }

  page(request: PageRequest, state?: JobState): Page<JobRecord> {
    if (state === undefined) return this.#pageOfAll(request);
    const listed = this.#records
      .entries()
      .reverse()
      .filter(({ record }) => record.state === state)
      .map(({ record }) => ({ position: record.id, node: record }));
    return pageOf(listed, request, descending);
  }

  unfinished(): JobRecord[] {
    const ids = this.#unfinished.keys() as string[];
    return ids.flatMap((id) => this.#records.find(id) ?? []).filter(({ state }) => !isFinal(state));
  }

  update(id: string, change: (job: JobRecord) => JobRecord | undefined): JobRecord | undefined {
    return this.catalog.transact(() => {
      const job = this.#records.find(id);
      const changed = job && change(job);
      if (changed === undefined) return job;
      if (changed.id !== id) throw new Error(`job ${id} cannot become ${changed.id}`);
      this.#put(changed);
      return changed;
    });
  }

  /** Decodes what is shown, not the whole table. */
  #pageOfAll(request: PageRequest): Page<JobRecord> {
    const ids = (this.#records.keys() as string[]).reverse();
    const listed = ids.map((id) => ({ position: id, node: id }));
    return mapPage(pageOf(listed, request, descending), (id) => this.find(id));
  }

  #put(job: JobRecord): void {
    this.#records.put(job.id, job);
    if (isFinal(job.state)) this.#unfinished.remove(job.id);
    else this.#unfinished.put(job.id, true);
  }
}
