/** A server in a process of its own: says its address, then, when asked, how much CPU time it has used. */
import '../server/production.js';
import { openApp } from '../server/app.js';
import { benchConfig } from './bench-config.js';

const app = await openApp(benchConfig(process.argv[2]));
process.on('message', (message) => {
  if (message === 'cpu') process.send?.(process.cpuUsage());
  else void app.close().then(() => process.exit(0));
});
process.send?.(await app.listen());
