import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** What activity-ingest needs to know of a centre, as the registry last published it. */
@Entity({ name: 'centre' })
@Unique('centre_cdc_number_key', ['cdcNumber'])
export class Centre {
  @PrimaryColumn({ name: 'cdc_code', type: 'text' })
  cdcCode!: string;

  /** The registry's number for the centre, by which facts are kept. */
  @Column({ name: 'cdc_number', type: 'int' })
  cdcNumber!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'region_code', type: 'text' })
  regionCode!: string;

  /** First day of activity; null when unknown: then any date is accepted. */
  @Column({ type: 'date', nullable: true })
  opened!: string | null;

  @Column({ type: 'date', nullable: true })
  closed!: string | null;

  /** Log position of the event that said so. */
  @Column({ type: 'bigint' })
  position!: string;
}
