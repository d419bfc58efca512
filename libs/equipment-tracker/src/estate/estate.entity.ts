import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What the last file that names a trust, a site or a centre says of its estate. */
@Entity({ name: 'estate' })
@Check('estate_scanners', 'ct_scanners >= 0')
export class Estate {
  @PrimaryColumn({ name: 'org_code', type: 'text' })
  orgCode!: string;

  @Column({ type: 'boolean', nullable: true })
  acute!: boolean | null;

  @Column({ name: 'ct_scanners', type: 'int', nullable: true })
  ctScanners!: number | null;

  @Column({ name: 'jag_status', type: 'text', nullable: true })
  jagStatus!: string | null;

  @Column({ name: 'jag_expires', type: 'date', nullable: true })
  jagExpires!: string | null;

  /** Other accreditation schemes in the order of the file: `scheme`, `status` and `expires`. */
  @Column({ type: 'jsonb' })
  schemes!: readonly EstateScheme[];

  @Column({ name: 'submission_number', type: 'int' })
  submissionNumber!: number;
}

/** Where an organisation stands in an accreditation scheme. Schemes are data: bodies change them. */
export interface EstateScheme {
  readonly scheme: string;
  readonly status: string | null;
  /** ISO date. */
  readonly expires: string | null;
}
