import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { type ReviewCandidate, type ReviewReason } from './centre-review.model.js';
import { Centre } from './centre.entity.js';

/** A centre that a person should look at, as of the latest published list. */
@Entity({ name: 'centre_review' })
export class CentreReview {
  @PrimaryColumn({ name: 'cdc_number', type: 'smallint' })
  cdcNumber!: number;

  @PrimaryColumn({ type: 'text' })
  reason!: ReviewReason;

  @ManyToOne(() => Centre)
  @JoinColumn({ name: 'cdc_number', foreignKeyConstraintName: 'centre_review_of' })
  centre!: Relation<Centre>;

  @Column({ type: 'jsonb' })
  candidates!: ReviewCandidate[];

  @Column({ name: 'submission_number', type: 'int' })
  submissionNumber!: number;
}
