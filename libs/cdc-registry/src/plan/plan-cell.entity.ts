import {
  Check,
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { Centre } from '../centre/centre.entity.js';

/** The plan of a centre for a month and a test, as one file stated it. Append-only: the row with the highest id of a cell holds. */
@Entity({ name: 'plan_cell' })
@Check('plan_cell_month', 'extract(day from month) = 1')
@Check('plan_cell_planned', 'planned >= 0')
export class PlanCell {
  @PrimaryColumn({ name: 'cdc_number', type: 'smallint' })
  cdcNumber!: number;

  @ManyToOne(() => Centre)
  @JoinColumn({ name: 'cdc_number', foreignKeyConstraintName: 'plan_cell_centre' })
  centre!: Relation<Centre>;

  /** Its first day. */
  @PrimaryColumn({ type: 'date' })
  month!: string;

  /** Place in DIAGNOSTIC_TESTS. */
  @PrimaryColumn({ name: 'test_number', type: 'smallint' })
  testNumber!: number;

  /** Rises with every row. */
  @PrimaryGeneratedColumn('identity', { name: 'plan_cell_id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  planCellId!: string;

  @Column({ type: 'int' })
  planned!: number;

  @Column({ name: 'submission_number', type: 'int' })
  submissionNumber!: number;
}
