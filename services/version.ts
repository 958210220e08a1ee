/** The version of the package that is running. */
import { readFileSync } from 'node:fs';

/** As package.json has it, which lies above the compiled code. */
export const version: string = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
