import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type IncomingMessage } from 'node:http';
import { DomainError } from '@cdc/contracts';
import { requestPrincipal } from './request-principal.js';

/** The principal that the permission guard accepted. On a public route there is none, and asking for it fails. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const principal = requestPrincipal(context.switchToHttp().getRequest<IncomingMessage>());
  if (!principal) throw new DomainError('unauthenticated', 'SIGN_IN_REQUIRED', 'Sign in to see this.');
  return principal;
});
