import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type ServiceName } from '@cdc/contracts';
import { type ServicesUnderTest } from '../database/services-under-test.js';
import { type ConsumingProcess } from './event-transport.contract.js';
import { type EventTransport, type EventTransportOptions } from './transports/event-transport.js';
import { EventWakeUp } from './transports/event-wake-up.js';

@Module({})
class ConsumersModule {
  static of(controllers: readonly Type[]): DynamicModule {
    return { module: ConsumersModule, controllers: [...controllers] };
  }
}

/** Starts what a process of these consumers has of the boot path: Nest with a transport for each, made by `transportOf`. */
export async function startConsumers(
  services: ServicesUnderTest,
  consumers: readonly ServiceName[],
  controllers: readonly Type[],
  transportOf: (options: EventTransportOptions) => EventTransport,
): Promise<ConsumingProcess> {
  const app = await NestFactory.create(ConsumersModule.of(controllers), { logger: false });
  const wakeUp = new EventWakeUp(services.provisioned.platformUrl);
  await wakeUp.open();
  for (const consumer of consumers) {
    const strategy = transportOf({
      consumer,
      dataSource: () => services.dataSource(consumer),
      wakeUp,
      now: () => services.clock.now(),
      log: { warn: () => undefined, error: () => undefined },
    });
    app.connectMicroservice({ strategy }, { inheritAppConfig: false });
  }
  await app.startAllMicroservices();
  await app.init();
  return {
    stop: async () => {
      await app.close();
      await wakeUp.close();
    },
  };
}
