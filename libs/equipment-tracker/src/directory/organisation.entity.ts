import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What equipment-tracker needs to know of an organisation that is no centre, as the registry last published it. */
@Entity({ name: 'organisation' })
export class Organisation {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  name!: string;

  /** A site has none of its own: it has that of its operator, whichever of the two became known first. */
  @Column({ name: 'region_code', type: 'text', nullable: true })
  regionCode!: string | null;

  @Column({ name: 'operated_by', type: 'text', nullable: true })
  operatedBy!: string | null;

  /** Log position of the event that said so. */
  @Column({ type: 'bigint' })
  position!: string;
}
