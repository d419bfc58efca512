import { Inject, Injectable } from '@nestjs/common';
import { Clock, DataSet, ENV, LoggerService, UnitOfWork, metrics, type Env } from '@cdc/platform';
import { renderedChase } from '../chasing/chase-mail.js';
import { type EntityManager } from 'typeorm';
import { Edition } from '../edition/edition.entity.js';
import { holdSending, markSending, noteOutcome, type Delivery, type DeliveryOutcome } from './delivery.repository.js';
import { renderedMail } from './edition-mail.js';
import { MailRefused, MailTransport, type Mail } from './mail-transport.js';

/** What a mail says. */
type Letter = Pick<Mail, 'subject' | 'text' | 'html'>;

const FIRST_PAUSE_SECONDS = 60;
const LONGEST_PAUSE_SECONDS = 3_600;
/** About half a day of tries. */
const MOST_ATTEMPTS = 16;
const LONGEST_RESPONSE = 500;

/** Sends the mails of scheduled reports and reminders, each until it was taken or refused for good. */
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
      await noteOutcome(tx.manager, deliveryId, await this.try(delivery, await this.letterOf(tx.manager, delivery)));
    });
  }

  private async letterOf(manager: EntityManager, { editionId, notice }: Delivery): Promise<Letter> {
    const { publicUrl } = this.env;
    if (notice) return renderedChase(notice, `${publicUrl}/regions/${notice.regionCode}/submissions`, this.dataSet.label);
    const { id, content } = await manager.findOneByOrFail(Edition, { id: editionId ?? '' });
    return renderedMail(content, `${publicUrl}/reports/editions/${encodeURIComponent(id)}`, this.dataSet.label);
  }

  private async try(delivery: Delivery, letter: Letter): Promise<DeliveryOutcome> {
    const { deliveryId } = delivery;
    const about = { delivery: deliveryId, edition: delivery.editionId, period: delivery.notice?.period };
    try {
      const response = await this.transport.send({
        ...letter,
        from: this.env.CDC_MAIL_FROM,
        to: { email: delivery.email, name: delivery.name },
        date: this.clock.now(),
        messageId: this.messageIdOf(deliveryId),
      });
      metrics.mails.inc({ outcome: 'sent' });
      this.logger.info(about, 'mail sent');
      return { status: 'sent', response: shortened(response), sentAt: this.clock.now() };
    } catch (error) {
      const response = shortened(error instanceof Error ? error.message : String(error));
      const attempts = delivery.attempts + 1;
      if (error instanceof MailRefused || attempts >= MOST_ATTEMPTS) {
        metrics.mails.inc({ outcome: 'failed' });
        this.logger.error(
          { ...about, attempts },
          'a mail could not be sent and is given up',
        );
        return { status: 'failed', response };
      }
      metrics.mails.inc({ outcome: 'delayed' });
      this.logger.warn(
        { ...about, attempts },
        'a mail could not be sent; it is tried again',
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
