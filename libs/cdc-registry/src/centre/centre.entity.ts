import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { type Archetype, type CentreIdentity, type CentreStatus } from './centre.model.js';

/** A community diagnostic centre as it is registered now. */
@Entity({ name: 'centre' })
@Unique('centre_code', ['cdcCode'])
@Check('centre_identity', "identity in ('submitted', 'ods-site', 'govuk-hash')")
@Check('centre_archetype', "archetype in ('standard', 'large', 'hub', 'spoke')")
@Check('centre_status', "status in ('proposed', 'approved', 'open', 'closed')")
export class Centre {
  /** Given once, from 1 without gaps; facts of every service are keyed by it. */
  @PrimaryColumn({ name: 'cdc_number', type: 'smallint' })
  cdcNumber!: number;

  @Column({ name: 'cdc_code', type: 'text' })
  cdcCode!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  identity!: CentreIdentity;

  @Column({ name: 'host_trust', type: 'text', nullable: true })
  hostTrust!: string | null;

  @Column({ name: 'icb_code', type: 'text' })
  icbCode!: string;

  /** Region of the ICB. */
  @Column({ name: 'region_code', type: 'text' })
  regionCode!: string;

  @Column({ type: 'text', nullable: true })
  archetype!: Archetype | null;

  @Column({ type: 'text' })
  status!: CentreStatus;

  @Column({ type: 'boolean' })
  temporary!: boolean;

  /** First day of activity; null when unknown. */
  @Column({ type: 'date', nullable: true })
  opened!: string | null;

  @Column({ type: 'date', nullable: true })
  closed!: string | null;

  @Column({ type: 'text', nullable: true })
  postcode!: string | null;

  @Column({ name: 'parent_hub', type: 'text', nullable: true })
  parentHub!: string | null;

  @Column({ type: 'double precision', nullable: true })
  longitude!: number | null;

  @Column({ type: 'double precision', nullable: true })
  latitude!: number | null;

  /** Whether it opens 12 hours a day on 7 days a week, in the published list's words: Yes, No or N/A. */
  @Column({ name: 'open_12_7', type: 'text', nullable: true })
  openTwelveSeven!: string | null;

  /** The submission that last changed it. */
  @Column({ name: 'submission_number', type: 'int' })
  submissionNumber!: number;
}
