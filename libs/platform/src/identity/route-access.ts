import { type Permission } from '@cdc/access';
import { PERMISSION_KEY, PUBLIC_KEY } from './require-permission.decorator.js';

export type RouteAccess =
  | { readonly kind: 'public' }
  | { readonly kind: 'permission'; readonly permission: Permission }
  | { readonly kind: 'undeclared' };

/** What a route declares about who may call it. Its own word counts before its controller's; saying both or nothing is undeclared. */
export function routeAccess(handler: object, controller: object): RouteAccess {
  return declared(handler) ?? declared(controller) ?? { kind: 'undeclared' };
}

function declared(target: object): RouteAccess | undefined {
  const permission: Permission | undefined = Reflect.getMetadata(PERMISSION_KEY, target);
  const isPublic = Reflect.getMetadata(PUBLIC_KEY, target) === true;
  if (permission !== undefined && isPublic) return { kind: 'undeclared' };
  if (permission !== undefined) return { kind: 'permission', permission };
  return isPublic ? { kind: 'public' } : undefined;
}
