import { Check, Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** The planned spend of an organisation for a month, kind and budget line, as one file stated it. Append-only: the row with the highest id of a cell holds. */
@Entity({ name: 'spend_plan_cell' })
@Check('spend_plan_cell_month', 'extract(day from month) = 1')
@Check('spend_plan_cell_kind', `kind in ('capital', 'revenue')`)
@Check('spend_plan_cell_planned', 'planned_pence >= 0')
export class SpendPlanCell {
  /** A centre, a board, a region or ENG. */
  @PrimaryColumn({ name: 'org_code', type: 'text' })
  orgCode!: string;

  /** Its first day. */
  @PrimaryColumn({ type: 'date' })
  month!: string;

  @PrimaryColumn({ type: 'text' })
  kind!: string;

  /** Code of the budget line. */
  @PrimaryColumn({ type: 'text' })
  line!: string;

  /** Rises with every row. */
  @PrimaryGeneratedColumn('identity', { name: 'spend_plan_cell_id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  spendPlanCellId!: string;

  @Column({ name: 'planned_pence', type: 'bigint' })
  plannedPence!: string;

  @Column({ name: 'submission_number', type: 'int' })
  submissionNumber!: number;
}
