import { test } from 'node:test';
import { crossed, confounded, openClassifierDemo } from '../../support/classifier-demo.js';
test('x', async (t) => {
  const { services, addProbe } = await openClassifierDemo(t);
  await addProbe('p', 'LAST');
  for (const dataset of [confounded, crossed]) {
    const t0 = Date.now();
    const job = await services.jobs.run(
      services.evaluations.start({ classifier: 'p', dataset, groupBy: ['true', 'believed'] }).id,
    );
    console.log(job.state, job.error, Date.now() - t0);
    console.log(
      JSON.stringify({ ...services.evaluations.findById(job.results[0].key), calibration: 0 }, null, 1).replace(
        /\n +/g,
        ' ',
      ),
    );
  }
});
