import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { BearerAuthenticator } from './bearer-authenticator.js';
import { IDENTITY_OPTIONS, type IdentityOptions } from './identity-options.js';
import { PermissionGuard } from './permission.guard.js';
import { RouteDeclarations } from './route-declarations.js';
import { SignIn } from './sign-in.js';

/** Who is asking, and the guard that every route passes. Import it once; `BearerAuthenticator` and `SignIn` are then injectable anywhere. */
@Module({})
export class IdentityModule {
  static register(options: IdentityOptions): DynamicModule {
    return {
      module: IdentityModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: IDENTITY_OPTIONS, useValue: options },
        BearerAuthenticator,
        SignIn,
        RouteDeclarations,
        { provide: APP_GUARD, useClass: PermissionGuard },
      ],
      exports: [BearerAuthenticator, SignIn],
    };
  }
}
