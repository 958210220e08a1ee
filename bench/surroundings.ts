/** Where and of what a measurement was made: processor, versions, date and commit. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

/** With a slash at its end. */
export const repository = fileURLToPath(new URL('../../', import.meta.url));

const { version: onnxruntime } = createRequire(import.meta.url)('onnxruntime-node/package.json') as {
  readonly version: string;
};

export const surroundings = () => ({
  processor: cpus()[0]?.model ?? null,
  threads: availableParallelism(),
  ...{ onnxruntime, node: process.versions.node },
  date: new Date().toISOString(),
  commit: findCommit() ?? null,
});

/** An archive of the bench carries its commit in a file; `-dirty` says that something was changed since. */
function findCommit(): string | undefined {
  const file = `${repository}commit.txt`;
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const words = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
  const { status, stdout } = spawnSync('git', words, { cwd: repository, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
