/** Changes what the checkpoint of an interrupted harvest says, as an older version or another machine would have written it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

interface Head {
  readonly progress: Readonly<Record<string, unknown>>;
}

const trailerBytes = 8;

/** Of the only job in the data folder that has one; gives the provider that it named. */
export function changeProvider(dataFolder: string, provider: string | undefined): unknown {
  const jobs = join(dataFolder, 'jobs');
  const [file] = readdirSync(jobs).map((job) => join(jobs, job, 'checkpoint'));
  const whole = readFileSync(file);
  const end = whole.length - trailerBytes;
  const start = end - whole.readUInt32LE(end);
  const head = JSON.parse(whole.toString('utf8', start, end)) as Head;
  const json = Buffer.from(JSON.stringify({ ...head, progress: { ...head.progress, provider } }));
  const trailer = Buffer.alloc(trailerBytes);
  trailer.writeUInt32LE(json.length, 0);
  trailer.writeUInt32LE(crc32(json, crc32(whole.subarray(0, start))), 4);
  writeFileSync(file, Buffer.concat([whole.subarray(0, start), json, trailer]));
  return head.progress.provider;
}
