import { type EntityManager } from 'typeorm';
import { type ChaseNotice } from '../chasing/chase-notice.model.js';

/** A mail to one recipient that is being sent: of an edition, or a reminder. */
export interface Delivery {
  readonly deliveryId: string;
  readonly editionId: string | null;
  readonly notice: ChaseNotice | null;
  readonly email: string;
  readonly name: string | null;
  /** Tries that have ended. */
  readonly attempts: number;
}

/** What became of a try. */
export type DeliveryOutcome =
  | { readonly status: 'sent'; readonly response: string; readonly sentAt: Date }
  | { readonly status: 'queued'; readonly response: string; readonly retryInSeconds: number }
  | { readonly status: 'failed'; readonly response: string };

/** Deliveries that want a try now, also those whose sender was lost. */
export async function waitingDeliveryIds(manager: EntityManager): Promise<readonly string[]> {
  const rows: { deliveryId: string }[] = await manager.query(
    `select delivery_id as "deliveryId" from report_delivery
     where (status = 'queued' and retry_at <= now()) or status = 'sending' order by slot_id, chase_id, email`,
  );
  return rows.map(({ deliveryId }) => deliveryId);
}

/** Says that a delivery is being sent, before it is. @returns false where another sender has it, or it wants no try now */
export async function markSending(manager: EntityManager, deliveryId: string, messageId: string): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    `with taken as (
       select delivery_id from report_delivery
       where delivery_id = $1 and ((status = 'queued' and retry_at <= now()) or status = 'sending') for update skip locked
     ), marked as (
       update report_delivery d set status = 'sending', message_id = $2 from taken where d.delivery_id = taken.delivery_id returning 1
     ) select 1 from marked`,
    [deliveryId, messageId],
  );
  return rows.length > 0;
}

/** Holds a delivery that is being sent until the transaction ends. @returns null where another sender holds it */
export async function holdSending(manager: EntityManager, deliveryId: string): Promise<Delivery | null> {
  const rows: Delivery[] = await manager.query(
    `select d.delivery_id as "deliveryId", s.edition_id as "editionId", c.notice, d.email, d.name, d.attempts
     from report_delivery d left join report_slot s using (slot_id) left join chase c using (chase_id)
     where d.delivery_id = $1 and d.status = 'sending' for update of d skip locked`,
    [deliveryId],
  );
  return rows[0] ?? null;
}

export async function noteOutcome(manager: EntityManager, deliveryId: string, outcome: DeliveryOutcome): Promise<void> {
  // Pauses are the database's time and not the Clock's: a Clock that is moved a week ahead must not hurry a mail server.
  await manager.query(
    `update report_delivery set status = $2, response = $3, sent_at = $4, attempts = attempts + 1, retry_at = now() + make_interval(secs => $5)
     where delivery_id = $1`,
    [
      deliveryId,
      outcome.status,
      outcome.response,
      outcome.status === 'sent' ? outcome.sentAt : null,
      outcome.status === 'queued' ? outcome.retryInSeconds : 0,
    ],
  );
}
