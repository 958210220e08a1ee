/** Making a model's control as a job: draw it into the job's folder, then import it like any other model. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RandomizedModelInput } from '../../domain/job.js';
import type { NodeKey } from '../../domain/node-id.js';
import { randomizeModel } from '../../engine/index.js';
import { onDiskAsync } from '../../store/files/store-failure.js';
import type { Store } from '../../store/store.js';
import { createModelImport } from '../imports/import-model.js';
import type { JobContext, JobDefinition } from '../jobs/job-definition.js';
import type { CatalogService } from '../services.js';
import { findRandomizedModel, toControl } from './randomized-model.js';

export interface RandomizedModelJobOptions {
  readonly store: Pick<Store, 'models' | 'blobs'>;
  readonly catalog: CatalogService;
}

/** The rest is copying into the store, and checking what was copied. */
const shareOfDrawing = 0.8;

/** What a killed run left in the job's folder is drawn again: it may be half of a model. */
export function createRandomizedModelJob(options: RandomizedModelJobOptions): JobDefinition {
  const importModel = createModelImport(options);
  return {
    kind: 'RANDOMIZED_MODEL',
    async run(context) {
      const input = context.job.input as RandomizedModelInput;
      const results: NodeKey[] = [{ kind: 'Model', key: input.name }];
      if (findRandomizedModel(options.store, input)) return results;
      const folder = join(context.folder, 'model');
      await onDiskAsync(folder, () => drawInto(folder, options, context));
      context.progress(shareOfDrawing, 'registering');
      await importModel({ folder, name: input.name, control: toControl(input) });
      return results;
    },
  };
}

async function drawInto(
  target: string,
  { store, catalog }: RandomizedModelJobOptions,
  { job, signal, progress }: JobContext,
): Promise<void> {
  const { model: name, scheme, seed } = job.input as RandomizedModelInput;
  const { digest, graphFile } = catalog.getModel(name);
  await rm(target, { recursive: true, force: true });
  await randomizeModel({
    ...{ source: store.blobs.modelFolder(digest), graphFile, target, scheme, seed, signal },
    onProgress: (fraction, message) => progress(shareOfDrawing * fraction, message),
  });
}
