import { type LoggerService } from '@nestjs/common';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { type Env } from '../config/env.js';
import { mountDevelopmentIssuer } from '../identity/development/mount-development-issuer.js';
import { identityOptions } from '../identity/identity-options.js';
import { useBodyParsers } from './body-parsers.js';
import { serveOpenApi } from './open-api.js';
import { type PageNotice } from './page-notice.js';
import { securityHeaders } from './security-headers.js';
import { traceRequests } from './trace-requests.js';

export interface SecureHttpOptions {
  /** Strict transport security, which only a deployment behind https can promise. */
  readonly production: boolean;
  /** Path prefixes of files that browsers may keep. */
  readonly assetPaths?: readonly string[];
  /** Further paths whose body is a file and is never parsed; submissions are such already. */
  readonly streamedPaths?: readonly RegExp[];
  readonly jsonLimit?: string;
  /** What the API's description says first. */
  readonly description?: string;
}

/** The pages' style sheet, which the role picker borrows. */
const PAGE_STYLE = '/assets/dashboard.css';
const DOCS_PATH = '/api/docs';
const SUBMISSIONS = /^\/api\/v1\/feeds\/[^/]+\/submissions\/?$/;
/** The issuer reads its own forms. */
const ISSUER = /^\/oidc\//;

/**
 * {@link guardRequests}, and the API's description.
 * Call it after `NestFactory.create` and before anything else is put on the application.
 */
export function secureHttp(app: NestExpressApplication, options: SecureHttpOptions): void {
  guardRequests(app, options);
  serveOpenApi(app, { docsPath: DOCS_PATH, jsonPath: '/api/openapi.json', description: options.description });
}

/** Sets up what every request passes before it reaches a route: trace, security headers, body limits. */
export function guardRequests(app: NestExpressApplication, options: SecureHttpOptions): void {
  const { production, assetPaths = ['/assets/'], streamedPaths = [], jsonLimit = '1mb' } = options;
  app.set('trust proxy', 'loopback');
  app.use(traceRequests, ...securityHeaders({ production, assetPaths, docsPath: DOCS_PATH }));
  useBodyParsers(app, { jsonLimit, streamedPaths: [SUBMISSIONS, ISSUER, ...streamedPaths] });
}

/**
 * {@link secureHttp}, and in development mode the issuer of the demonstration identities, which a cluster has as a process of its own.
 * @param stateDir folder of the data set, which keeps the issuer's keys
 * @param notice what the pages made here say of the data
 */
export async function mountHttp(
  app: NestExpressApplication,
  env: Env,
  stateDir: string,
  logger: LoggerService,
  notice?: PageNotice,
): Promise<void> {
  secureHttp(app, { production: env.CDC_MODE === 'production', ...(notice ? { description: notice.label } : {}) });
  if (env.CDC_MODE === 'development' && env.CDC_PROFILE === 'embedded') await mountIssuer(app, env, stateDir, logger, notice);
}

/**
 * The issuer of the demonstration identities, with the pages' look.
 * @param stateDir as {@link mountHttp}
 * @param notice as {@link mountHttp}
 */
export async function mountIssuer(app: NestExpressApplication, env: Env, stateDir: string, logger: LoggerService, notice?: PageNotice): Promise<void> {
  await mountDevelopmentIssuer(app, { ...identityOptions(env, stateDir), stylesheet: PAGE_STYLE, ...(notice ? { notice } : {}) }, logger);
}
