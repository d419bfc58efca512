import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What activity-ingest needs to know of a machine, as equipment-tracker last published it. */
@Entity({ name: 'machine' })
export class Machine {
  @PrimaryColumn({ name: 'machine_id', type: 'text' })
  machineId!: string;

  /** The centre or the trust that it is for; null until that is known, as milestones may come first. */
  @Column({ name: 'org_code', type: 'text', nullable: true })
  orgCode!: string | null;

  @Column({ type: 'text', nullable: true })
  modality!: string | null;

  /** Log position of the event that said so; 0 before. */
  @Column({ type: 'bigint' })
  position!: string;

  /** Day of the first patient; null when none is recorded. */
  @Column({ name: 'first_patient', type: 'date', nullable: true })
  firstPatient!: string | null;

  /** Day for which it is forecast, else planned; null when neither is stated. */
  @Column({ name: 'first_patient_expected', type: 'date', nullable: true })
  firstPatientExpected!: string | null;

  /** Log position of the event that stated its milestones; 0 before. */
  @Column({ name: 'milestone_position', type: 'bigint' })
  milestonePosition!: string;
}
