import { type IncomingMessage } from 'node:http';
import { type Principal } from '@cdc/access';

// A symbol, so that no parsed body, query or other middleware can put a principal on a request by name.
const PRINCIPAL = Symbol('cdc.principal');

interface WithPrincipal {
  [PRINCIPAL]?: Principal;
}

/** The page session's middleware calls this for page routes; for API routes only the permission guard does. */
export function setRequestPrincipal(request: IncomingMessage & WithPrincipal, principal: Principal): void {
  request[PRINCIPAL] = principal;
}

export function requestPrincipal(request: IncomingMessage & WithPrincipal): Principal | undefined {
  return request[PRINCIPAL];
}
