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

/** When a centre is planned to open, as one file stated it. Append-only: the row with the highest id of a centre holds. */
@Entity({ name: 'planned_opening' })
@Check('planned_opening_order', 'permanent_planned >= planned_opening')
export class PlannedOpening {
  @PrimaryColumn({ name: 'cdc_number', type: 'smallint' })
  cdcNumber!: number;

  @ManyToOne(() => Centre)
  @JoinColumn({ name: 'cdc_number', foreignKeyConstraintName: 'planned_opening_centre' })
  centre!: Relation<Centre>;

  /** Rises with every row. */
  @PrimaryGeneratedColumn('identity', { name: 'planned_opening_id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  plannedOpeningId!: string;

  @Column({ name: 'planned_opening', type: 'date' })
  plannedOpening!: string;

  /** The funding wave. */
  @Column({ type: 'text', nullable: true })
  wave!: string | null;

  /** First day in the permanent building, where the centre begins in a temporary one. */
  @Column({ name: 'permanent_planned', type: 'date', nullable: true })
  permanentPlanned!: string | null;

  @Column({ name: 'submission_number', type: 'int' })
  submissionNumber!: number;
}
