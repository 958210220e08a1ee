/** Installs CUDA's part of ONNX Runtime beside the installed onnxruntime-node, and says what else it needs. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { CudaPackage } from './cuda-package.js';
import { digestOf, downloadPackage } from './download-package.js';
import { extractFiles } from './extract-files.js';
import { findMissingLibraries, packageOf } from './missing-libraries.js';
import { findInFeed } from './nuget-feed.js';

export interface InstallOptions {
  readonly cuda: CudaPackage;
  /** A package that was downloaded elsewhere, for a machine without a network. */
  readonly archive?: string;
  /** Its SHA-512 in base64; without one a package from elsewhere is taken as it is. */
  readonly sha512?: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
}

/** Throws plain errors with what to look at. Returns the libraries of the system that are missing. */
export async function installCuda(options: InstallOptions): Promise<string[]> {
  const { cuda, archive, print } = options;
  const folder = await mkdtemp(join(tmpdir(), 'saeql-cuda-'));
  try {
    const file = archive ?? join(folder, 'package.nupkg');
    if (archive === undefined) await fetchPackage(options, file);
    else await checkArchive(options, archive);
    const written = await extractFiles(file, cuda);
    for (const path of written) print(`${await digestOf(path, 'sha256', 'hex')}  ${path}`);
    return await reportMissing(written, print);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fetchPackage({ cuda, environment, print }: InstallOptions, file: string): Promise<void> {
  const found = await findInFeed(cuda, environment);
  print(`Downloading ${found.url.href}`);
  await downloadPackage(found, file, environment);
  print(`Its SHA-512 is that of the catalogue: ${found.sha512}`);
}

async function checkArchive({ sha512, print }: InstallOptions, archive: string): Promise<void> {
  const found = await digestOf(archive, 'sha512', 'base64');
  if (sha512 !== undefined && found !== sha512) throw new Error(`${archive} has the SHA-512 ${found}, not ${sha512}`);
  print(`${archive} has the SHA-512 ${found}${sha512 === undefined ? ', which was compared with nothing' : ''}`);
}

/** Of the provider itself: saeql does not use TensorRT, whose library lies beside it. */
async function reportMissing(written: readonly string[], print: (line: string) => void): Promise<string[]> {
  const provider = written.find((path) => basename(path).includes('providers_cuda'));
  const missing = provider === undefined ? [] : await findMissingLibraries(provider);
  if (missing.length === 0) print('All libraries of the system that it needs are found.');
  else print('Missing libraries of CUDA 12 and cuDNN 9; where they are, LD_LIBRARY_PATH must say so:');
  for (const library of missing) print(`  ${library}  (${packageOf(library)})`);
  return missing;
}
