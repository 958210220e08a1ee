/** Which Accept-Encoding headers allow gzip. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptsGzip } from '../../../server/http/accepts-gzip.js';

for (const header of ['gzip', 'GZIP', 'br, gzip;q=0.1', 'x-gzip', '*', '*;q=0, gzip', 'deflate , gzip ; q=1.0'])
  test(`"${header}" allows gzip`, () => assert.equal(acceptsGzip(header), true));

for (const header of [
  undefined,
  '',
  'identity',
  'br',
  'gzip;q=0',
  'gzip; q=0.000, *',
  '*;q=0',
  'gzip;q=much',
  'gzipped',
])
  test(`"${header ?? 'nothing'}" does not allow gzip`, () => assert.equal(acceptsGzip(header), false));
