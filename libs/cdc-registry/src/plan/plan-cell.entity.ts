import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Centre } from '../centre/centre.entity.js';

/** The plan of a centre for a month and a test, as one file stated it. Append-only: the row with the highest id of a cell holds. */
@Entity({ name: 'plan_cell' })
@Check('plan_cell_month', 'extract(day from month) = 1')
@Check('plan_cell_planned', 'planned >= 0')
@Index('plan_cell_latest', ['cdcNumber', 'month', 'testNumber', 'planCellId'])
export class PlanCell {
  @PrimaryGeneratedColumn('identity', { name: 'plan_cell_id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  planCellId!: string;

  @Column({ name: 'cdc_number', type: 'smallint' })
  cdcNumber!: number;

  @ManyToOne(() => Centre)
  @JoinColumn({ name: 'cdc_number', foreignKeyConstraintName: 'plan_cell_centre' })
  centre!: Relation<Centre>;

  /** Its first day. */
  @Column({ type: 'date' })
  month!: string;

  /** Place in DIAGNOSTIC_TESTS. */
  @Column({ name: 'test_number', type: 'smallint' })
  testNumber!: number;

  @Column({ type: 'int' })
  planned!: number;

  @Column({ name: 'submission_number', type: 'int' })
  submissionNumber!: number;
}
