import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { JobQueues, LoggerService, UnitOfWork } from '@cdc/platform';
import { waitingDeliveryIds } from './delivery.repository.js';
import { DeliveryService } from './delivery.service.js';
import { MAIL_QUEUE } from './mail-queue.js';

const CONCURRENCY = 2;
/** How often mails that wait without a job are looked for. */
const RECONCILE_MS = 30_000;

/** Runs the sending of mails. The row is the truth: a delivery that waits gets its job again at boot and twice a minute. */
@Injectable()
export class DeliveryJob implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly deliveries: DeliveryService,
    private readonly jobs: JobQueues,
    private readonly logger: LoggerService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.jobs.process(
      MAIL_QUEUE,
      CONCURRENCY,
      (deliveryId) => this.deliveries.send(deliveryId),
      async (deliveryId, error) =>
        this.logger.error(
          { delivery: deliveryId, err: error },
          'a mail could not be worked on; it waits and is tried again',
        ),
    );
    await this.reconcile();
    this.timer = setInterval(() => {
      this.reconcile().catch((error: unknown) =>
        this.logger.warn({ err: error }, 'waiting mails could not be looked for'),
      );
    }, RECONCILE_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async reconcile(): Promise<void> {
    for (const id of await waitingDeliveryIds(this.unitOfWork.dataSource.manager)) await this.jobs.add(MAIL_QUEUE, id);
  }
}
