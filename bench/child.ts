/** Measurements that need a process of their own: its memory and its CPU time are then nobody else's. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Forks `bench/NAME.js`, gives it its task as a message and returns the one message it answers with. */
export function inChild<Answer>(name: string, task: unknown): Promise<Answer> {
  const child = fork(fileURLToPath(new URL(`./${name}.js`, import.meta.url)), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as Answer));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`bench/${name} ended with ${code} and no answer`)));
    child.send(task as object);
  });
}

/** The child's side of it. */
export function answerParent<Task>(work: (task: Task) => Promise<unknown>): void {
  process.once('message', (task) => {
    void work(task as Task).then((answer) => process.send?.(answer as object, () => process.exit(0)));
  });
}
