import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Centre } from '../centre/centre.entity.js';

/** A period in which a centre offers a test. A row is never changed but for who superseded it. */
@Entity({ name: 'offered_test' })
@Check('offered_test_period', 'to_date >= from_date')
@Index('offered_test_present', ['cdcNumber', 'testNumber', 'fromDate'], {
  unique: true,
  where: 'superseded_by is null',
})
export class OfferedTest {
  @PrimaryGeneratedColumn('identity', { name: 'offered_test_id', type: 'int', generatedIdentity: 'ALWAYS' })
  offeredTestId!: number;

  @Column({ name: 'cdc_number', type: 'smallint' })
  cdcNumber!: number;

  @ManyToOne(() => Centre)
  @JoinColumn({ name: 'cdc_number', foreignKeyConstraintName: 'offered_test_centre' })
  centre!: Relation<Centre>;

  /** Place in DIAGNOSTIC_TESTS. */
  @Column({ name: 'test_number', type: 'smallint' })
  testNumber!: number;

  @Column({ name: 'from_date', type: 'date' })
  fromDate!: string;

  /** Last day; null when it goes on. */
  @Column({ name: 'to_date', type: 'date', nullable: true })
  toDate!: string | null;

  @Column({ name: 'submission_number', type: 'int' })
  submissionNumber!: number;

  /** The submission that restated the centre's list without this row; null while it holds. */
  @Column({ name: 'superseded_by', type: 'int', nullable: true })
  supersededBy!: number | null;
}
