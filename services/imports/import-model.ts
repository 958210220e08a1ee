/** Importing a model: its files are copied into the store, so that it stays what it is. */
import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import type { ModelRecord, RandomizedControl } from '../../domain/model.js';
import { parseName } from '../../domain/name.js';
import { describeModelFolder, openTokenizer, type ModelDescription } from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import type { CatalogService, ImportService } from '../services.js';
import { findSame, register } from './register.js';

export interface ModelImportOptions {
  readonly store: Pick<Store, 'models' | 'blobs'>;
  readonly catalog: CatalogService;
}

/**
 * The same folder under the same name gives the record that is there. A tokenizer that cannot be used is refused here
 * rather than when it is needed.
 */
export function createModelImport({ store, catalog }: ModelImportOptions): ImportService['importModel'] {
  return async ({ folder, name, control }) => {
    parseName(name);
    const { files, ...description } = await describeModelFolder(folder);
    if (control !== undefined) checkControl(catalog.getModel(control.of), description, control);
    const record: ModelRecord = { name, ...description, ...(control && { control }) };
    const existing = findSame(store.models, record, isSameModel);
    await openTokenizer(folder);
    const kept = store.blobs.modelFolder(record.digest);
    // A new name may come with another tokenizer or configuration of the same weights, which is no damage.
    const certain = files.filter((file) => !file.endsWith('.json') || (existing && file === 'tokenizer.json'));
    if (await isDamaged(kept, folder, certain)) store.blobs.removeFolder(kept);
    if (existing && existsSync(kept)) return existing;
    await keepFiles(folder, { ...description, files }, store.blobs);
    return register(store.models, record, isSameModel);
  };
}

/** Importing again mends a copy that was cut short: its files have other lengths than those of the original. */
async function isDamaged(kept: string, original: string, files: readonly string[]): Promise<boolean> {
  const differ = async (file: string) => (await sizeOf(join(kept, file))) !== (await sizeOf(join(original, file)));
  return (await Promise.all(files.map(differ))).includes(true);
}

/** Of a file that cannot be read: undefined. */
async function sizeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.size;
}

async function keepFiles(folder: string, description: ModelDescription, blobs: Store['blobs']): Promise<void> {
  const kept = blobs.modelFolder(description.digest);
  let copied = false;
  await blobs.createFolder(kept, async (temporaryFolder) => {
    for (const file of description.files) await copyInto(folder, temporaryFolder, file);
    await checkSame(temporaryFolder, description, changedWhileCopied(folder));
    copied = true;
  });
  if (!copied) await checkSame(kept, description, keptOtherwise(folder));
}

async function copyInto(folder: string, target: string, file: string): Promise<void> {
  await mkdir(dirname(join(target, file)), { recursive: true });
  await copyFile(join(folder, file), join(target, file), constants.COPYFILE_FICLONE);
}

async function checkSame(folder: string, wanted: ModelDescription, otherwise: ResearchError): Promise<void> {
  const found = await describeModelFolder(folder);
  if (found.digest !== wanted.digest || found.tokenizerDigest !== wanted.tokenizerDigest) throw otherwise;
}

function changedWhileCopied(folder: string): ResearchError {
  return new ResearchError('FILE_CHANGED', `The files of "${folder}" changed while they were copied.`, {
    at: 'folder',
  });
}

/** Weights are kept once per digest, together with one tokenizer. */
function keptOtherwise(folder: string): ResearchError {
  const message = `The weights of "${folder}" are in the store already, with another tokenizer.json.`;
  const fix = 'Import the model with the tokenizer that it was registered with.';
  return new ResearchError('ARGUMENT_INVALID', message, { at: 'folder', fix });
}

function checkControl(of: ModelRecord, twin: Omit<ModelDescription, 'files'>, { scheme }: RandomizedControl): void {
  const differing = (['architecture', 'layers', 'width', 'vocabularySize'] as const).find(
    (key) => of[key] !== twin[key],
  );
  if (differing === undefined) return;
  const message = `A control of "${of.name}" (${scheme}) must have its ${differing} ${of[differing]}; this model has ${twin[differing]}.`;
  throw new ResearchError('ARGUMENT_INVALID', message, { at: 'control.of' });
}

function isSameModel(existing: ModelRecord, wanted: ModelRecord): boolean {
  return (
    existing.digest === wanted.digest &&
    existing.tokenizerDigest === wanted.tokenizerDigest &&
    existing.control?.of === wanted.control?.of &&
    existing.control?.scheme === wanted.control?.scheme &&
    existing.control?.seed === wanted.control?.seed
  );
}
