/** `npm run install:cuda`: fetches what CUDA needs besides the package onnxruntime-node. */
import { Command } from 'commander';
import { findCudaPackage } from './cuda-package.js';
import { installCuda } from './install-cuda.js';

interface Options {
  readonly package?: string;
  readonly sha512?: string;
  readonly feed?: string;
}

const command = new Command('install-cuda')
  .description('fetch the CUDA libraries of onnxruntime-node, compare checksums, and say what the system lacks')
  .option('--package <file>', 'a .nupkg that was downloaded elsewhere')
  .option('--sha512 <base64>', 'checksum of that package')
  .option('--feed <url>', 'index of another NuGet feed, such as a mirror')
  .action(async ({ package: archive, sha512, feed }: Options) => {
    const cuda = findCudaPackage();
    const print = (line: string): void => void process.stdout.write(`${line}\n`);
    print(`${cuda.name} ${cuda.version}, into ${cuda.folder}`);
    const missing = await installCuda({
      cuda: { ...cuda, feed: feed ?? cuda.feed },
      ...{ archive, sha512, print, environment: process.env },
    });
    if (missing.length > 0) process.exitCode = 1;
  });

try {
  await command.parseAsync();
} catch (error) {
  const advice =
    'Behind a proxy set HTTPS_PROXY; without a network, --package takes a file that was downloaded elsewhere.';
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${advice}\n`);
  process.exitCode = 1;
}
