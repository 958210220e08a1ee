/** What one operation is given: the resolvers' context, and who asks. */
import type { RequestContext } from '../resolvers/request-context.js';
import { createEngineBill } from '../services/index.js';
import type { Asker, Services } from '../services/services.js';
import type { Principal } from './auth.js';
import { createLoaders } from './loaders/create-loaders.js';

export interface OperationContext extends RequestContext {
  readonly principal: Principal;
  readonly asker: Required<Asker>;
}

/** What all operations share. */
export interface SharedContext {
  readonly services: Services;
  readonly describeServer: RequestContext['describeServer'];
}

export interface Asked {
  readonly requestId: string;
  readonly principal: Principal;
}

/** A context with look-ups of its own. */
export function createOperationContext(shared: SharedContext, asked: Asked, signal: AbortSignal): OperationContext {
  const { requestId, principal } = asked;
  const asker = { signal, bill: createEngineBill() };
  const loaders = createLoaders(shared.services, asker);
  return { ...shared, requestId, principal, author: principal.name, asker, loaders };
}
