import { SetMetadata } from '@nestjs/common';
import { type Permission } from '@cdc/access';

export const PERMISSION_KEY = 'cdc:permission';
export const PUBLIC_KEY = 'cdc:public';

/** Names the permission that a route, or every route of a controller, needs. The route's own wins. */
export function RequirePermission(permission: Permission): MethodDecorator & ClassDecorator {
  return SetMetadata(PERMISSION_KEY, permission);
}

/** Opens a route to everybody, signed in or not. Use it for health, metrics, documentation and sign-in only. */
export function Public(): MethodDecorator & ClassDecorator {
  return SetMetadata(PUBLIC_KEY, true);
}
