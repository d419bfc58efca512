import { type EditionKind, type Level } from '@cdc/contracts';
import { Column, Entity, Generated, PrimaryColumn, Unique } from 'typeorm';
import { type Completeness, type EditionContent } from './edition-content.model.js';

/** A built edition. Rows are only added; the app role cannot change or delete one. */
@Entity('edition')
@Unique('edition_sequence', ['sequence'])
@Unique('edition_number', ['kind', 'scopeLevel', 'scopeCode', 'period', 'number'])
export class Edition {
  @PrimaryColumn('text', { name: 'edition_id' })
  id!: string;

  /** Order of building; lists are sorted by it. */
  @Column('bigint')
  @Generated('increment')
  sequence!: string;

  @Column('text')
  kind!: EditionKind;

  @Column('text', { name: 'scope_level' })
  scopeLevel!: Level;

  @Column('text', { name: 'scope_code' })
  scopeCode!: string;

  @Column('text', { name: 'scope_name' })
  scopeName!: string;

  /** The region that holds the scope, for access; null for England and where it is not known. */
  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  @Column('text')
  period!: string;

  /** 1 for the first edition of a kind, scope and period, then one more for each that says something else. */
  @Column('int')
  number!: number;

  @Column('json', { name: 'as_at' })
  asAt!: Record<string, string>;

  @Column('text', { name: 'content_hash' })
  contentHash!: string;

  @Column('json')
  completeness!: Completeness;

  @Column('timestamptz', { name: 'built_at' })
  builtAt!: Date;

  @Column('json')
  content!: EditionContent;
}
