import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type OrganisationKind } from './organisation.model.js';

/** An organisation as it is known now. Null is not known, or stated blank. */
@Entity({ name: 'organisation' })
@Check('organisation_kind', "kind in ('country', 'region', 'icb', 'trust', 'site')")
@Check('organisation_status', "status in ('active', 'inactive')")
@Index('organisation_operator', ['operatedBy'])
export class Organisation {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  kind!: OrganisationKind;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ name: 'ons_code', type: 'text', nullable: true })
  onsCode!: string | null;

  @Column({ name: 'region_code', type: 'text', nullable: true })
  regionCode!: string | null;

  @Column({ name: 'icb_code', type: 'text', nullable: true })
  icbCode!: string | null;

  @Column({ name: 'operated_by', type: 'text', nullable: true })
  operatedBy!: string | null;

  @Column({ type: 'text', nullable: true })
  postcode!: string | null;

  @Column({ type: 'date', nullable: true })
  opened!: string | null;

  @Column({ type: 'date', nullable: true })
  closed!: string | null;

  @Column({ type: 'text', nullable: true })
  status!: 'active' | 'inactive' | null;

  /** Number of the version that holds today. */
  @Column({ type: 'int' })
  version!: number;

  /** The submission that last changed it; null for what came with the first migration. */
  @Column({ name: 'submission_number', type: 'int', nullable: true })
  submissionNumber!: number | null;
}
