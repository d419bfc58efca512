import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { assertAllowed } from '@cdc/access';
import { DomainError } from '@cdc/contracts';
import { type Request } from 'express';
import { BearerAuthenticator } from './bearer-authenticator.js';
import { requestPrincipal, setRequestPrincipal } from './request-principal.js';
import { routeAccess } from './route-access.js';

/** Lets a request through only where its route names a permission that the caller's role has, or says that it is public. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(private readonly authenticator: BearerAuthenticator) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Events and jobs come from the platform itself, not from a caller.
    if (context.getType() !== 'http') return true;
    const access = routeAccess(context.getHandler(), context.getClass());
    if (access.kind === 'public') return true;
    if (access.kind === 'undeclared') throw new DomainError('forbidden', 'FORBIDDEN', 'Nobody may call this.');
    const request = context.switchToHttp().getRequest<Request>();
    const principal =
      requestPrincipal(request) ?? (await this.authenticator.authenticate(request.headers.authorization));
    assertAllowed(principal, access.permission);
    setRequestPrincipal(request, principal);
    return true;
  }
}
