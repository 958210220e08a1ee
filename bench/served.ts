/**
 * A server in a process of its own, over the folder and with the settings (NAME=VALUE) of its command line: says its address,
 * then, when asked, how much CPU time it has used.
 */
import '../server/production.js';
import { openApp } from '../server/app.js';
import { benchConfig } from './bench-config.js';

const [folder, ...settings] = process.argv.slice(2);
const pairs = settings.map((setting) => setting.split('=') as [string, string]);
const app = await openApp(benchConfig(folder, Object.fromEntries(pairs)));
process.on('message', (message) => {
  if (message === 'cpu') process.send?.(process.cpuUsage());
  else void app.close().then(() => process.exit(0));
});
process.send?.(await app.listen());
