/** Prints the schema, sorted; `--check FILE` says instead whether the file holds it, and exits with 1 when it does not. */
import { readFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from '../resolvers/build-schema.js';

const printed = `${printSchema(lexicographicSortSchema(buildSchema()))}\n`;
const [flag, file] = process.argv.slice(2);

if (flag !== '--check') {
  process.stdout.write(printed);
} else if (readFileSync(file, 'utf8') !== printed) {
  process.stderr.write(`${file} is stale: run \`npm run schema:print\` and commit the result.\n`);
  process.exitCode = 1;
}
