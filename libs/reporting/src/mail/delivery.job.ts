import { Injectable } from '@nestjs/common';
import { JobQueues, LoggerService, UnitOfWork, WaitingRowsJob } from '@cdc/platform';
import { waitingDeliveryIds } from './delivery.repository.js';
import { DeliveryService } from './delivery.service.js';
import { MAIL_QUEUE } from './mail-queue.js';

const CONCURRENCY = 2;
const LOOK_MS = 30_000;

/** Runs the sending of mails. */
@Injectable()
export class DeliveryJob extends WaitingRowsJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly deliveries: DeliveryService,
    jobs: JobQueues,
    logger: LoggerService,
  ) {
    super(jobs, logger, { queue: MAIL_QUEUE, rows: 'mails', concurrency: CONCURRENCY, lookMs: LOOK_MS });
  }

  protected waiting(): Promise<readonly string[]> {
    return waitingDeliveryIds(this.unitOfWork.dataSource.manager);
  }

  protected work(deliveryId: string): Promise<void> {
    return this.deliveries.send(deliveryId);
  }
}
