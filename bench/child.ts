/** Measurements that need a process of their own: its memory and its CPU time are then nobody else's. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Forks `bench/NAME.js`, gives it its task as a message and returns the one message it answers with. */
export function inChild<Answer>(name: string, task: unknown): Promise<Answer> {
  const child = fork(fileURLToPath(new URL(`./${name}.js`, import.meta.url)), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answer = firstMessage<Answer>(child);
  child.send(task as object);
  return answer;
}

/** The next message of a child; rejects when it ends first. */
export function firstMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`the child ended with ${code} and no message`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message as T);
    });
  });
}

/** The child's side of it. */
export function answerParent<Task>(work: (task: Task) => Promise<unknown>): void {
  process.once('message', (task) => {
    void work(task as Task).then((answer) => process.send?.(answer as object, () => process.exit(0)));
  });
}
