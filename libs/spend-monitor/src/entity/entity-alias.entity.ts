import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A name that ledgers use for an organisation, as finance stated it. */
@Entity({ name: 'entity_alias' })
export class EntityAlias {
  /** Letters and digits only. */
  @PrimaryColumn({ name: 'folded_name', type: 'text' })
  foldedName!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'entity_code', type: 'text' })
  entityCode!: string;

  @Column({ name: 'stated_by', type: 'text' })
  statedBy!: string;

  @Column({ name: 'stated_at', type: 'timestamptz' })
  statedAt!: Date;
}
