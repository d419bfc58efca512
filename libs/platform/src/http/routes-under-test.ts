import { tmpdir } from 'node:os';
import { type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { type NextFunction, type Request } from 'express';
import { readEnv } from '../config/env.js';
import { IdentityModule } from '../identity/identity.module.js';
import { setRequestPrincipal } from '../identity/request-principal.js';
import { signedIn } from '../identity/signed-in-under-test.js';
import { secureHttp } from './secure-http.js';

const SIGN_IN_AS = 'x-sign-in-as';

export interface AskOptions {
  readonly method?: string;
  /** Sent as JSON; by POST where no method is stated. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Routes of a service over HTTP, behind the guards and filters of the boot path. */
export interface RoutesUnderTest {
  readonly url: string;
  /** @param client null for one who has not signed in @param path below `/api/v1/` */
  ask(client: string | null, path: string, options?: AskOptions): Promise<Response>;
  stop(): Promise<void>;
}

/** Starts routes for specs. Who asks is named by the header `x-sign-in-as`, which stands in for the sign-in and which no product code knows. */
export async function startRoutes(routes: Pick<ModuleMetadata, 'controllers' | 'providers'>): Promise<RoutesUnderTest> {
  class Routes {}
  const module = { ...routes, module: Routes, imports: [IdentityModule.register(readEnv({}), tmpdir())] };
  const app = await NestFactory.create<NestExpressApplication>(module, { logger: false, bodyParser: false, forceCloseConnections: true });
  app.use((request: Request, _: unknown, next: NextFunction) => {
    const client = request.get(SIGN_IN_AS);
    if (client) setRequestPrincipal(request, signedIn(client));
    next();
  });
  secureHttp(app, { production: false });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    url,
    ask(client, path, { method, body, headers = {} } = {}) {
      const sent = new Headers(headers);
      if (client !== null) sent.set(SIGN_IN_AS, client);
      if (body === undefined) return fetch(`${url}/api/v1/${path}`, { method: method ?? 'GET', headers: sent });
      sent.set('content-type', 'application/json');
      return fetch(`${url}/api/v1/${path}`, { method: method ?? 'POST', headers: sent, body: JSON.stringify(body) });
    },
    stop: () => app.close(),
  };
}
