import { type NestExpressApplication } from '@nestjs/platform-express';
import { useBodyParsers } from './body-parsers.js';
import { serveOpenApi } from './open-api.js';
import { securityHeaders } from './security-headers.js';
import { traceRequests } from './trace-requests.js';

export interface SecureHttpOptions {
  /** Strict transport security, which only a deployment behind https can promise. */
  readonly production: boolean;
  /** Version of the product, for the API's description. */
  readonly version: string;
  readonly title?: string;
  /** Path prefixes of files that browsers may keep. */
  readonly assetPaths?: readonly string[];
  /** Further paths whose body is a file and is never parsed; submissions are such already. */
  readonly streamedPaths?: readonly RegExp[];
  readonly jsonLimit?: string;
}

const DOCS_PATH = '/api/docs';
const SUBMISSIONS = /^\/api\/v1\/feeds\/[^/]+\/submissions\/?$/;
/** The issuer reads its own forms. */
const ISSUER = /^\/oidc\//;

/**
 * Sets up what every request passes before it reaches a route: trace, security headers, body limits; and the API's description.
 * Call it after `NestFactory.create` and before anything else is put on the application.
 */
export function secureHttp(app: NestExpressApplication, options: SecureHttpOptions): void {
  const { production, version, title = 'CDC delivery tracker', assetPaths = ['/assets/'] } = options;
  const { streamedPaths = [], jsonLimit = '1mb' } = options;
  app.set('trust proxy', 'loopback');
  app.use(traceRequests, ...securityHeaders({ production, assetPaths, docsPath: DOCS_PATH }));
  useBodyParsers(app, { jsonLimit, streamedPaths: [SUBMISSIONS, ISSUER, ...streamedPaths] });
  serveOpenApi(app, { title, version, docsPath: DOCS_PATH, jsonPath: '/api/openapi.json' });
}
