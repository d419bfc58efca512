import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A trust or a board as the registry last published it. Regions and England come from the vocabulary. */
@Entity({ name: 'organisation' })
@Check('organisation_kind', "kind in ('icb', 'trust')")
export class Organisation {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  kind!: 'icb' | 'trust';

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'date', nullable: true })
  closed!: string | null;

  /** Log position of the event that said so. */
  @Column({ type: 'bigint' })
  position!: string;
}
