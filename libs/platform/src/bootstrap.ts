import 'reflect-metadata';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { DEVELOPMENT_CLIENTS, DEVELOPMENT_SECRET } from '@cdc/access';
import { exitWithParent } from '@cdc/process';
import { clockRequests } from './clock/clock-requests.js';
import { Clock } from './clock/clock.js';
import { readEnv, type Env } from './config/env.js';
import { accompany, type Companion } from './data-set/companion.js';
import { dataSetFolder } from './data-set/data-set-name.js';
import { DataSet } from './data-set/data-set.js';
import { progressSentence } from './data-set/progress.model.js';
import { ServiceDataSources, ServiceDataSourcesModule } from './database/service-database.module.js';
import { type ServiceDefinition } from './database/service-definition.js';
import { type PageNotice } from './http/page-notice.js';
import { mountHttp } from './http/secure-http.js';
import { limitSlowSenders } from './http/slow-senders.js';
import { IdentityModule } from './identity/identity.module.js';
import { EventWakeUp } from './messaging/transports/event-wake-up.js';
import { ConsumerRegistry } from './observability/consumer-registry.js';
import { LoggerService } from './observability/logger.service.js';
import { PlatformModule } from './platform.module.js';
import { openProfile, type Profile } from './profile/profile.js';
import { runUntilStopped } from './shutdown.js';

@Module({})
class RootModule {
  static of(imports: DynamicModule['imports']): DynamicModule {
    return { module: RootModule, imports };
  }
}

/**
 * The one boot path of every app: configuration, database, migrations, services, event consumers, HTTP; then serves until it is told to stop.
 * Prints one line `ready <address>` when it serves, and in a demonstration one line `demonstration loaded` when everything is there.
 * @param companion loads the demonstration while the platform serves; not called for a live data set, nor after it has loaded everything once
 */
export async function start(appName: string, services: readonly ServiceDefinition[], companion?: Companion): Promise<void> {
  exitWithParent();
  const env = readEnv();
  const logger = new LoggerService(env.CDC_LOG_LEVEL, appName);
  const folder = dataSetFolder(env);
  await mkdir(folder, { recursive: true });

  const profile = await openProfile(env, services, folder, logger);
  try {
    const root = RootModule.of([
      PlatformModule.with(env, profile, join(folder, 'files'), logger),
      ServiceDataSourcesModule.with(profile.database),
      IdentityModule.register(env, folder),
      ...services.map((service) => service.module),
    ]);
    const app = await NestFactory.create<NestExpressApplication>(root, { logger, bodyParser: false, abortOnError: false, forceCloseConnections: true });
    limitSlowSenders(app.getHttpServer(), { requestMs: env.CDC_REQUEST_SECONDS * 1000 });
    const dataSet = app.get(DataSet);
    await mountHttp(app, env, folder, logger, noticeOf(dataSet));
    if (profile.sharesClock) app.use(clockRequests(app.get(Clock)));
    await connectEvents(app, services, profile, logger);
    await app.startAllMicroservices();
    await app.listen(env.PORT, env.CDC_HOST);
    process.stdout.write(`ready ${env.publicUrl}\n${howToSignIn(env)}`);
    const stopCompanion = companion && (await accompany(companion, { url: addressOf(app), dataSet, logger }, process.stdout));
    await runUntilStopped(app, profile, logger, stopCompanion);
  } catch (error) {
    await profile.stop();
    throw error;
  }
}

/** What pages say that no service makes. */
function noticeOf(dataSet: DataSet): PageNotice | undefined {
  const { label } = dataSet;
  if (label === null) return undefined;
  return { label, progress: () => dataSet.progress().then(progressSentence, () => null) };
}

/** Where this process itself reaches what it serves. */
function addressOf(app: NestExpressApplication): string {
  const bound = app.getHttpServer().address();
  if (bound === null || typeof bound === 'string') throw new Error('The platform does not listen at a port.');
  const { address, family, port } = bound;
  const host = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[address] ?? (family === 'IPv6' ? `[${address}]` : address);
  return `http://${host}:${port}`;
}

function howToSignIn(env: Env): string {
  if (env.CDC_MODE !== 'development') return '';
  const names = DEVELOPMENT_CLIENTS.map((client) => client.id).join(', ');
  return `sign in: open ${env.publicUrl} and pick a role (${names}); scripts use the same names with the secret "${DEVELOPMENT_SECRET}"\n`;
}

/** Sends every service's events out, and gives every consuming service a transport of its own, so that two services in one process each get each event. */
async function connectEvents(app: NestExpressApplication, services: readonly ServiceDefinition[], profile: Profile, logger: LoggerService): Promise<void> {
  const wakeUp = app.get(EventWakeUp);
  const sources = app.get(ServiceDataSources);
  const clock = app.get(Clock);
  await wakeUp.open();
  for (const service of services) profile.publish(service.name, wakeUp);
  for (const service of services.filter((one) => one.consumesEvents)) {
    const dataSource = await sources.of(service.name, service.entities);
    const transport = profile.transport({ consumer: service.name, dataSource: () => dataSource, wakeUp, now: () => clock.now(), log: logger });
    app.connectMicroservice({ strategy: transport }, { inheritAppConfig: false });
    app.get(ConsumerRegistry).add(transport);
  }
}
