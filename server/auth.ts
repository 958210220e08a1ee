/** Who asks, and what they may do. */
import type { IncomingMessage } from 'node:http';
import type { DocumentNode, FieldNode, GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { BREAK, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { ResearchError } from '../domain/errors.js';
import type { KeyService } from '../services/keys.js';
import type { KeyRole } from '../store/store.js';

export interface Principal {
  readonly name: string;
  readonly role: KeyRole;
}

/** While there are no keys, whoever sits at the machine may do everything. */
const owner: Principal = { name: 'local', role: 'admin' };
const rank: Readonly<Record<KeyRole, number>> = { read: 0, compute: 1, admin: 2 };

/** Mutations not listed change what is stored for everyone. */
const roleOfMutation: Readonly<Record<string, KeyRole | undefined>> = {
  startHarvest: 'compute',
  startMetrics: 'compute',
  startSimilarity: 'compute',
  startSimilarityMatrix: 'compute',
  startPruningSweep: 'compute',
  startRandomizedModel: 'compute',
  startInt8Dictionary: 'compute',
  createIdentityDictionary: 'compute',
  startFeatureScan: 'compute',
  startProbe: 'compute',
  startEnsemble: 'compute',
  startFeatureClassifier: 'compute',
  startEvaluation: 'compute',
  startGeneralization: 'compute',
  cancelJob: 'compute',
};

/** Throws UNAUTHENTICATED without a fitting key, and FORBIDDEN for callers from elsewhere while there are no keys. */
export function authenticate(request: IncomingMessage, keys: KeyService): Principal {
  if (keys.list().length === 0) return requireLocal(request);
  const secret = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const key = secret === undefined ? undefined : keys.findBySecret(secret);
  if (key) return key;
  const message = secret === undefined ? 'No key was sent.' : 'The key that was sent is not known.';
  throw new ResearchError('UNAUTHENTICATED', message, { at: 'authorization' });
}

export interface AuthorizedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** Throws FORBIDDEN when the operation holds a field that the principal's role does not reach. */
export function authorize(principal: Principal, { schema, document, operation }: AuthorizedOperation): void {
  if (operation.operation === 'mutation') {
    for (const field of rootFields(operation.selectionSet, document))
      requireRole(principal, field, roleOfMutation[field] ?? 'admin');
  } else if (rank[principal.role] < rank.compute) {
    const computed = findComputedField(schema, document);
    if (computed !== undefined) requireRole(principal, computed, 'compute');
  }
}

function requireRole(principal: Principal, field: string, needed: KeyRole): void {
  if (rank[principal.role] >= rank[needed]) return;
  const message = `"${field}" needs a key of role ${needed}; "${principal.name}" has ${principal.role}.`;
  throw new ResearchError('FORBIDDEN', message, { at: field });
}

/** A field, at any depth, that the engine computes. */
function findComputedField(schema: GraphQLSchema, document: DocumentNode): string | undefined {
  const types = new TypeInfo(schema);
  let found: string | undefined;
  const Field = ({ name }: FieldNode): unknown => {
    if (types.getFieldDef()?.extensions.computes !== true) return undefined;
    found = name.value;
    return BREAK;
  };
  visit(document, visitWithTypeInfo(types, { Field }));
  return found;
}

/** The document has been validated, so its fragments make no circle. */
function* rootFields(selectionSet: SelectionSetNode, document: DocumentNode): Generator<string> {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) yield selection.name.value;
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* rootFields(selection.selectionSet, document);
    else yield* rootFields(fragmentNamed(selection.name.value, document), document);
  }
}

function fragmentNamed(name: string, document: DocumentNode): SelectionSetNode {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name) return definition.selectionSet;
  }
  throw new Error(`fragment ${name} was not validated`);
}

/**
 * The Host header is checked as well: a web page whose name was made to point at this machine sends its own name, and
 * so does a proxy that stands on this machine and serves others.
 */
function requireLocal(request: IncomingMessage): Principal {
  if (localAddress.test(request.socket.remoteAddress ?? '') && localHost.test(request.headers.host ?? '')) return owner;
  throw new ResearchError('FORBIDDEN', 'While no key has been created, only callers on this machine are answered.', {
    fix: 'Create a key with `saeql keys create`, and send it as `Authorization: Bearer KEY`.',
  });
}

const localAddress = /^(?:(?:::ffff:)?127\.\d+\.\d+\.\d+|::1)$/;
const localHost = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;
