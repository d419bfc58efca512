import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What equipment-tracker needs to know of a centre, as the registry last published it. */
@Entity({ name: 'centre' })
export class Centre {
  @PrimaryColumn({ name: 'cdc_code', type: 'text' })
  cdcCode!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'region_code', type: 'text' })
  regionCode!: string;

  /** Log position of the event that said so. */
  @Column({ type: 'bigint' })
  position!: string;
}
