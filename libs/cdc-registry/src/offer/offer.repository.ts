import { type EntityManager } from 'typeorm';
import { type Offer } from './offer.model.js';

/** Loads and replaces what centres offer, many centres at a time. */
export class OfferRepository {
  constructor(private readonly manager: EntityManager) {}

  async present(cdcNumbers: readonly number[]): Promise<readonly Offer[]> {
    return this.manager.query(
      `select cdc_number as "cdcNumber", test_number as "testNumber", from_date::text as "from", to_date::text as "to"
       from offered_test where cdc_number = any($1) and superseded_by is null order by cdc_number, test_number, from_date`,
      [cdcNumbers],
    );
  }

  /** Puts `offers` in place of all that these centres offered. */
  async replace(cdcNumbers: readonly number[], offers: readonly Offer[], submissionNumber: number): Promise<void> {
    await this.manager.query(
      'update offered_test set superseded_by = $2 where cdc_number = any($1) and superseded_by is null',
      [cdcNumbers, submissionNumber],
    );
    await this.manager.query(
      `insert into offered_test (cdc_number, test_number, from_date, to_date, submission_number)
       select o.*, $5::int from unnest($1::smallint[], $2::smallint[], $3::date[], $4::date[]) as o`,
      [
        offers.map((offer) => offer.cdcNumber),
        offers.map((offer) => offer.testNumber),
        offers.map((offer) => offer.from),
        offers.map((offer) => offer.to),
        submissionNumber,
      ],
    );
  }
}
