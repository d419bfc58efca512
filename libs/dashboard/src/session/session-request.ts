import { type IncomingMessage } from 'node:http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { DomainError } from '@cdc/contracts';
import { type SignedInSession } from './page-session.repository.js';

// A symbol, so that no parsed body or query can put a session on a request by name.
const SESSION = Symbol('cdc.page-session');

interface WithSession {
  [SESSION]?: SignedInSession;
}

export function setRequestSession(request: IncomingMessage & WithSession, session: SignedInSession): void {
  request[SESSION] = session;
}

export function requestSession(request: IncomingMessage & WithSession): SignedInSession | undefined {
  return request[SESSION];
}

/** The session of the person who asks for a page. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): SignedInSession => {
  const session = requestSession(context.switchToHttp().getRequest<IncomingMessage>());
  if (!session) throw new DomainError('unauthenticated', 'SIGN_IN_REQUIRED', 'Sign in to see this.');
  return session;
});
