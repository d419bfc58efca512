import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Machine } from '../machine/machine.entity.js';

/** Where one milestone of a machine stands. */
@Entity({ name: 'milestone' })
@Check('milestone_moves', 'forecast_moves >= 0')
export class MachineMilestone {
  @PrimaryColumn({ name: 'machine_id', type: 'text' })
  machineId!: string;

  @ManyToOne(() => Machine)
  @JoinColumn({ name: 'machine_id', foreignKeyConstraintName: 'milestone_machine' })
  machine!: Relation<Machine>;

  /** Its code in MILESTONES. */
  @PrimaryColumn({ type: 'text' })
  milestone!: string;

  @Column({ type: 'date', nullable: true })
  baseline!: string | null;

  @Column({ type: 'date', nullable: true })
  forecast!: string | null;

  @Column({ type: 'date', nullable: true })
  actual!: string | null;

  /** The reason given with the last move of the forecast. */
  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'text', nullable: true })
  evidence!: string | null;

  @Column({ name: 'forecast_moves', type: 'int' })
  forecastMoves!: number;
}
