/** How the process is: alive, ready, and what it has counted. */
import type { Metrics } from '../metrics.js';
import type { Route } from './exchange.js';
import { sendText } from './send.js';

/** Why nothing can be answered at present, or undefined. */
export type FindObstacle = () => string | undefined;

export const answerHealth: Route = ({ response }) => sendText(response, 200, 'ok\n');

export function createReadyRoute(findObstacle: FindObstacle): Route {
  return ({ response }) => {
    const obstacle = findObstacle();
    if (obstacle === undefined) sendText(response, 200, 'ready\n');
    else sendText(response, 503, `${obstacle}\n`);
  };
}

export function createMetricsRoute(metrics: Metrics): Route {
  return async ({ response }) => sendText(response, 200, await metrics.print(), metrics.contentType);
}
