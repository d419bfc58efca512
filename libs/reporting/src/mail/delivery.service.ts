import { Inject, Injectable } from '@nestjs/common';
import { Clock, DataSet, ENV, LoggerService, UnitOfWork, metrics, type Env } from '@cdc/platform';
import { Edition } from '../edition/edition.entity.js';
import { holdSending, markSending, noteOutcome, type Delivery, type DeliveryOutcome } from './delivery.repository.js';
import { renderedMail } from './edition-mail.js';
import { MailRefused, MailTransport } from './mail-transport.js';

const FIRST_PAUSE_SECONDS = 60;
const LONGEST_PAUSE_SECONDS = 3_600;
/** About half a day of tries. */
const MOST_ATTEMPTS = 16;
const LONGEST_RESPONSE = 500;

/** Sends the mails of scheduled reports, each until it was taken or refused for good. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transport: MailTransport,
    private readonly clock: Clock,
    private readonly logger: LoggerService,
    private readonly dataSet: DataSet,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Tries once to send a delivery that wants a try now; changes nothing for any other, or for one that another process is sending. */
  async send(deliveryId: string): Promise<void> {
    if (!(await markSending(this.unitOfWork.dataSource.manager, deliveryId, this.messageIdOf(deliveryId)))) return;
    // The row stays locked while the mail is on its way: a sender that dies lets go of it, and no other sends the mail meanwhile.
    await this.unitOfWork.run('system', 'all', async (tx) => {
      const delivery = await holdSending(tx.manager, deliveryId);
      if (!delivery) return;
      const edition = await tx.manager.findOneByOrFail(Edition, { id: delivery.editionId });
      await noteOutcome(tx.manager, deliveryId, await this.try(delivery, edition));
    });
  }

  private async try(delivery: Delivery, edition: Edition): Promise<DeliveryOutcome> {
    const { deliveryId } = delivery;
    try {
      const response = await this.transport.send({
        ...renderedMail(edition.content, `${this.env.publicUrl}/reports/editions/${encodeURIComponent(edition.id)}`, this.dataSet.label),
        from: this.env.CDC_MAIL_FROM,
        to: { email: delivery.email, name: delivery.name },
        date: this.clock.now(),
        messageId: this.messageIdOf(deliveryId),
      });
      metrics.mails.inc({ outcome: 'sent' });
      this.logger.info({ delivery: deliveryId, edition: edition.id }, 'report mailed');
      return { status: 'sent', response: shortened(response), sentAt: this.clock.now() };
    } catch (error) {
      const response = shortened(error instanceof Error ? error.message : String(error));
      const attempts = delivery.attempts + 1;
      if (error instanceof MailRefused || attempts >= MOST_ATTEMPTS) {
        metrics.mails.inc({ outcome: 'failed' });
        this.logger.error(
          { delivery: deliveryId, edition: edition.id, attempts },
          'a report could not be mailed and is given up',
        );
        return { status: 'failed', response };
      }
      metrics.mails.inc({ outcome: 'delayed' });
      this.logger.warn(
        { delivery: deliveryId, edition: edition.id, attempts },
        'a report could not be mailed; it is tried again',
      );
      return { status: 'queued', response, retryInSeconds: pauseAfter(attempts) };
    }
  }

  /** Made from the delivery alone. */
  private messageIdOf(deliveryId: string): string {
    return `<${deliveryId}@${this.env.CDC_MAIL_FROM.split('@')[1] ?? ''}>`;
  }
}

function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_SECONDS * 2 ** (attempts - 1), LONGEST_PAUSE_SECONDS);
}

function shortened(response: string): string {
  return response.slice(0, LONGEST_RESPONSE);
}
