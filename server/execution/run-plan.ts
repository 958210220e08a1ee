/**
 * Runs a plan. Only success is known here: whatever fails ends the run with nothing, and the query, which changes
 * nothing, is run once more by graphql-js, which knows how errors are placed and how far a null reaches.
 */
import type { GraphQLResolveInfo } from 'graphql';
import { getArgumentValues } from 'graphql';
import type { OperationContext } from '../operation-context.js';
import type { FieldPlan, ObjectPlan, QueryPlan, Shape } from './plan.js';

type Arguments = Readonly<Record<string, unknown>>;
type Answer = Record<string, unknown>;

/** The answer's data, or undefined when anything at all failed. */
export async function runPlan(
  plan: QueryPlan,
  context: OperationContext,
  variables: Record<string, unknown>,
): Promise<Answer | undefined> {
  try {
    const slots = plan.slots.map(({ field, node }) => getArgumentValues(field, node, variables));
    const run = new Run(context, slots);
    const data = completeObject(plan.root, undefined, run);
    await run.settled();
    return run.failed ? undefined : data;
  } catch {
    // Told by graphql-js, which meets it again.
    return undefined;
  }
}

class Run {
  failed = false;
  private pending = 0;
  private settle: (() => void) | undefined;

  constructor(
    readonly context: OperationContext,
    readonly slots: readonly Arguments[],
  ) {}

  /** Puts what the promise brings into its place, once it is there. */
  place(promise: PromiseLike<unknown>, { key, shape }: FieldPlan, answer: Answer): void {
    this.pending++;
    promise.then(
      (value) => {
        this.complete(value, { key, shape }, answer);
        this.end();
      },
      () => {
        this.failed = true;
        this.end();
      },
    );
  }

  async settled(): Promise<void> {
    if (this.pending > 0) await new Promise<void>((resolve) => (this.settle = resolve));
  }

  private complete(value: unknown, { key, shape }: Pick<FieldPlan, 'key' | 'shape'>, answer: Answer): void {
    if (this.failed) return;
    try {
      answer[key] = complete(shape, value, this);
    } catch {
      this.failed = true;
    }
  }

  private end(): void {
    if (--this.pending === 0) this.settle?.();
  }
}

const noArguments: Arguments = {};
/** Resolvers here do not ask where in the query they are. */
const noInfo = Object.freeze({}) as GraphQLResolveInfo;

function completeObject(plan: ObjectPlan, source: unknown, run: Run): Answer {
  const answer: Answer = {};
  for (const field of plan.fields) {
    const value = readField(field, source, run);
    // Set at once even when it comes later, so that fields keep their order.
    answer[field.key] = undefined;
    if (isPromise(value)) run.place(value, field, answer);
    else answer[field.key] = complete(field.shape, value, run);
  }
  return answer;
}

function readField({ resolve, property, slot }: FieldPlan, source: unknown, run: Run): unknown {
  if (resolve) return resolve(source, slot < 0 ? noArguments : run.slots[slot], run.context, noInfo);
  return (source as Answer | undefined)?.[property];
}

function complete(shape: Shape, value: unknown, run: Run): unknown {
  if (shape.kind === 'constant') return shape.value;
  if (value === null || value === undefined) {
    if (shape.nullable) return null;
    throw new Error('a value that must be there is missing');
  }
  if (value instanceof Error) throw value;
  switch (shape.kind) {
    case 'leaf':
      return shape.serialize(value);
    case 'object':
      return completeObject(shape.plan, value, run);
    case 'list':
      return completeList(shape.item, value as Iterable<unknown>, run);
  }
}

function completeList(item: Shape, values: Iterable<unknown>, run: Run): unknown[] {
  const list: unknown[] = [];
  for (const value of values) {
    if (isPromise(value)) throw new Error('items that come later are left to graphql-js');
    list.push(complete(item, value, run));
  }
  return list;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function';
}
