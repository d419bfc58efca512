import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A machine as it is registered now. */
@Entity({ name: 'machine' })
@Check('machine_value', 'value_pence >= 0')
@Check('machine_tests', 'tests_per_week >= 0')
export class Machine {
  /** Upper case: `rwx92-mri-1` and `RWX92-MRI-1` are one machine. */
  @PrimaryColumn({ name: 'machine_id', type: 'text' })
  machineId!: string;

  /** The centre or the trust that it is for. */
  @Column({ name: 'org_code', type: 'text' })
  orgCode!: string;

  @Column({ type: 'text' })
  modality!: string;

  @Column({ name: 'funding_line', type: 'text' })
  fundingLine!: string;

  @Column({ type: 'text', nullable: true })
  serial!: string | null;

  @Column({ type: 'text', nullable: true })
  model!: string | null;

  @Column({ type: 'text', nullable: true })
  supplier!: string | null;

  @Column({ name: 'po_reference', type: 'text', nullable: true })
  poReference!: string | null;

  @Column({ name: 'contract_reference', type: 'text', nullable: true })
  contractReference!: string | null;

  @Column({ name: 'value_pence', type: 'bigint', nullable: true })
  valuePence!: string | null;

  @Column({ type: 'boolean' })
  temporary!: boolean;

  @Column({ name: 'tests_per_week', type: 'int', nullable: true })
  testsPerWeek!: number | null;

  @Column({ type: 'text', nullable: true })
  replaces!: string | null;

  /** Date in England on which a milestone was last stated, also unchanged; null before the first. */
  @Column({ name: 'stated_on', type: 'date', nullable: true })
  statedOn!: string | null;

  /** Rises whenever what the API shows of the machine or its milestones changes: edits are guarded by it. */
  @Column({ type: 'int' })
  version!: number;

  /** The file that last changed its facts. */
  @Column({ name: 'submission_number', type: 'int' })
  submissionNumber!: number;
}
