import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Organisation } from './organisation.entity.js';

/** What an organisation was called and where it belonged between two dates. */
@Entity({ name: 'organisation_version' })
@Check('organisation_version_period', 'valid_to >= valid_from - 1')
export class OrganisationVersion {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @PrimaryColumn({ type: 'int' })
  version!: number;

  @ManyToOne(() => Organisation)
  @JoinColumn({ name: 'code', foreignKeyConstraintName: 'organisation_version_of' })
  organisation!: Relation<Organisation>;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ name: 'region_code', type: 'text', nullable: true })
  regionCode!: string | null;

  @Column({ name: 'icb_code', type: 'text', nullable: true })
  icbCode!: string | null;

  @Column({ name: 'operated_by', type: 'text', nullable: true })
  operatedBy!: string | null;

  /** Null: for as long as we know. */
  @Column({ name: 'valid_from', type: 'date', nullable: true })
  validFrom!: string | null;

  /** Last day; null: still. A version that was replaced on its first day ends the day before it. */
  @Column({ name: 'valid_to', type: 'date', nullable: true })
  validTo!: string | null;

  /** The submission that opened the version. */
  @Column({ name: 'submission_number', type: 'int', nullable: true })
  submissionNumber!: number | null;
}
