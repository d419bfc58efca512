import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** What spend-monitor needs to know of a centre, as the registry last published it. */
@Entity({ name: 'centre' })
@Unique('centre_cdc_number_key', ['cdcNumber'])
export class Centre {
  @PrimaryColumn({ name: 'cdc_code', type: 'text' })
  cdcCode!: string;

  @Column({ name: 'cdc_number', type: 'int' })
  cdcNumber!: number;

  @Column({ type: 'text' })
  name!: string;

  /** Log position of the event that said so. */
  @Column({ type: 'bigint' })
  position!: string;
}
