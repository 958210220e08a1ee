/** Answers requests that came together in groups, and each of them by itself where it is wrong. */
import { ResearchError } from '../../domain/errors.js';
import { groupPlaces } from '../group-places.js';
import { answerOf } from '../inference/answered.js';
import type { Answered } from '../services.js';

export interface AnswerGroups<Q, P, A> {
  /** Checks a request; throws a ResearchError that is the answer to this one alone. */
  readonly prepare: (request: Q) => P;
  readonly groupOf: (prepared: P) => string;
  /** One answer each; what is thrown fails all requests. */
  readonly answer: (group: readonly P[]) => Promise<readonly Answered<A>[]>;
}

/** One answer a request, in order. */
export async function answerInGroups<Q, P extends object, A>(
  requests: readonly Q[],
  { prepare, groupOf, answer }: AnswerGroups<Q, P, A>,
): Promise<Answered<A>[]> {
  const answers = new Array<Answered<A>>(requests.length);
  const good: { readonly place: number; readonly prepared: P }[] = [];
  requests.forEach((request, place) => {
    const prepared = answerOf(() => prepare(request));
    if (prepared instanceof ResearchError) answers[place] = prepared;
    else good.push({ place, prepared });
  });
  for (const places of groupPlaces(good, ({ prepared }) => groupOf(prepared)).values()) {
    const group = places.map((n) => good[n]);
    const answered = await answer(group.map(({ prepared }) => prepared));
    group.forEach(({ place }, n) => (answers[place] = answered[n]));
  }
  return answers;
}
