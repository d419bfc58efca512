import { randomBytes } from 'node:crypto';
import { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';

export interface SecurityHeaderOptions {
  /** Adds Strict-Transport-Security; development runs on plain http. */
  readonly production: boolean;
  /** Path prefixes of files that never change under one name; everything else is answered `no-store`. */
  readonly assetPaths: readonly string[];
  /** Path prefix of the API's human pages, whose viewer styles itself inline. */
  readonly docsPath: string;
}

const ONE_YEAR_SECONDS = 31_536_000;

/** Express middleware. Templates read the nonce for their own scripts from `response.locals.cspNonce`. */
export function securityHeaders(options: SecurityHeaderOptions): RequestHandler[] {
  const strict = policyHeaders(options, ["'self'"]);
  const docs = policyHeaders(options, ["'self'", "'unsafe-inline'"]);
  return [
    (request: Request, response: Response, next: NextFunction) => {
      response.locals['cspNonce'] = randomBytes(16).toString('base64');
      if (!options.assetPaths.some((prefix) => request.path.startsWith(prefix))) {
        response.setHeader('Cache-Control', 'no-store');
      }
      (request.path.startsWith(options.docsPath) ? docs : strict)(request, response, next);
    },
  ];
}

function policyHeaders({ production }: SecurityHeaderOptions, styleSources: string[]): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
        styleSrc: styleSources,
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: production ? { maxAge: ONE_YEAR_SECONDS, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
}

function nonceOf(response: object): string {
  const nonce: unknown = 'locals' in response && isRecord(response.locals) ? response.locals['cspNonce'] : undefined;
  if (typeof nonce !== 'string') throw new Error('the security headers need a nonce on the response');
  return nonce;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
