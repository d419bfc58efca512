import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { exitWithParent } from '@cdc/process';
import { readEnv, type Env } from '../../config/env.js';
import { dataSetFolder } from '../../data-set/data-set-name.js';
import { HttpModule } from '../../http/http.module.js';
import { guardRequests, mountIssuer } from '../../http/secure-http.js';
import { limitSlowSenders } from '../../http/slow-senders.js';
import { LoggerService } from '../../observability/logger.service.js';
import { ServingState } from '../../observability/serving-state.js';
import { runUntilStopped } from '../../shutdown.js';
import { developmentIssuerUrl } from '../identity-options.js';
import { IssuerHealthController } from './issuer-health.controller.js';

@Module({ imports: [HttpModule], controllers: [IssuerHealthController], providers: [ServingState] })
class IssuerModule {}

const NOTHING_AROUND = { failed: new Promise<never>(() => undefined), stop: async () => undefined };

/**
 * Serves the development issuer and nothing else until the process is told to stop. Prints one line `ready <address>` when it serves.
 * @throws Error unless development mode is set, and where the public address is not
 */
export async function startDevelopmentIssuer(): Promise<void> {
  exitWithParent();
  const env = readEnv();
  refuseMisuse(env);
  const logger = new LoggerService(env.CDC_LOG_LEVEL, 'issuer');
  const app = await NestFactory.create<NestExpressApplication>(IssuerModule, { logger, bodyParser: false, abortOnError: false, forceCloseConnections: true });
  limitSlowSenders(app.getHttpServer(), { requestMs: env.CDC_REQUEST_SECONDS * 1000 });
  guardRequests(app, { production: false });
  await mountIssuer(app, env, dataSetFolder(env), logger);
  await app.listen(env.PORT, env.CDC_HOST);
  process.stdout.write(`ready ${developmentIssuerUrl(env.publicUrl)}\n`);
  await runUntilStopped(app, NOTHING_AROUND, logger);
}

function refuseMisuse({ CDC_MODE, CDC_PUBLIC_URL }: Env): void {
  if (CDC_MODE !== 'development') {
    throw new Error(`This issuer lets anybody be anybody and starts in development mode only, but CDC_MODE is ${CDC_MODE}. In production mode CDC_OIDC_ISSUER names your own issuer; leave this one out.`);
  }
  if (CDC_PUBLIC_URL === undefined) {
    throw new Error('CDC_PUBLIC_URL is not set. Tokens name it, so the issuer and every service need the same: the address of the ingress that people type.');
  }
}
