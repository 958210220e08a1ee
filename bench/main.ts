/** `npm run bench [NAME...]`: measures every bar of docs/performance.md in one run and prints a table, or JSON with --json. */
import type { BenchRow } from './bench-row.js';
import { benchClassify } from './classify.bench.js';
import { benchClients } from './clients.bench.js';
import { benchEncode } from './encode.bench.js';
import { benchEventLoop } from './event-loop.bench.js';
import { benchHarvest } from './harvest.bench.js';
import { benchHttp } from './http.bench.js';
import { benchImport } from './import.bench.js';
import { benchInference } from './inference.bench.js';
import { benchLargeHarvest } from './large-harvest.bench.js';
import { benchMetrics } from './metrics.bench.js';
import { benchScan } from './scan.bench.js';
import { benchSimilarityHttp } from './similarity-http.bench.js';
import { benchProbes } from './probes.bench.js';
import { benchSimilarity } from './similarity.bench.js';
import { benchStart } from './start.bench.js';
import { benchStore } from './store.bench.js';

const benches: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  store: benchStore,
  http: benchHttp,
  start: benchStart,
  'event-loop': benchEventLoop,
  import: benchImport,
  encode: benchEncode,
  harvest: benchHarvest,
  'large-harvest': benchLargeHarvest,
  similarity: benchSimilarity,
  'similarity-http': benchSimilarityHttp,
  probes: benchProbes,
  metrics: benchMetrics,
  scan: benchScan,
  classify: benchClassify,
  inference: benchInference,
  clients: benchClients,
};

function toLine({ what, value, unit, bar, holds }: BenchRow): string {
  const verdict = bar === null ? '' : `bar ${bar} ${unit}: ${holds === true ? 'holds' : 'MISSED'}`;
  return `${what.padEnd(76)} ${value.toPrecision(4).padStart(10)} ${unit.padEnd(8)} ${verdict}`;
}

const words = process.argv.slice(2).filter((word) => word !== '--json');
const unknown = words.filter((word) => !(word in benches));
if (unknown.length > 0) throw new Error(`no bench "${unknown[0]}"; there are ${Object.keys(benches).join(', ')}`);

const asJson = process.argv.includes('--json');
const rows: BenchRow[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (words.length > 0 && !words.includes(name)) continue;
  const measured = await bench();
  rows.push(...measured);
  if (!asJson) for (const row of measured) console.log(toLine(row));
}
if (asJson) console.log(JSON.stringify(rows, null, 2));
