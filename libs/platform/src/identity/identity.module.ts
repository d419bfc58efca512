import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { type Env } from '../config/env.js';
import { HttpModule } from '../http/http.module.js';
import { BearerAuthenticator } from './bearer-authenticator.js';
import { IDENTITY_OPTIONS, identityOptions, type IdentityOptions } from './identity-options.js';
import { PermissionGuard } from './permission.guard.js';
import { RouteDeclarations } from './route-declarations.js';
import { SignIn } from './sign-in.js';

/**
 * Who is asking, and the guard that every route passes. Import it once; `BearerAuthenticator` and `SignIn` are then injectable anywhere.
 * It brings HttpModule, whose filter answers what the guard refuses.
 */
@Module({})
export class IdentityModule {
  /** @param stateDir folder of the data set, which keeps the development issuer's keys */
  static register(env: Env, stateDir: string): DynamicModule {
    return IdentityModule.with(identityOptions(env, stateDir));
  }

  static with(options: IdentityOptions): DynamicModule {
    return {
      module: IdentityModule,
      global: true,
      imports: [DiscoveryModule, HttpModule],
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
