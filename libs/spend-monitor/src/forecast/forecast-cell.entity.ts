import { Check, Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** The forecast of an organisation for a month, kind and line, as one file stated it. Append-only: the row with the highest id of a cell holds. */
@Entity({ name: 'forecast_cell' })
@Check('forecast_cell_month', 'extract(day from month) = 1')
export class ForecastCell {
  @PrimaryColumn({ name: 'org_code', type: 'text' })
  orgCode!: string;

  /** Its first day. */
  @PrimaryColumn({ type: 'date' })
  month!: string;

  @PrimaryColumn({ type: 'text' })
  kind!: string;

  @PrimaryColumn({ type: 'text' })
  line!: string;

  /** Rises with every row. */
  @PrimaryGeneratedColumn('identity', { name: 'forecast_cell_id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  forecastCellId!: string;

  /** Whole pence; below 0 where more is expected back than spent. */
  @Column({ name: 'forecast_pence', type: 'bigint' })
  forecastPence!: string;

  @Column({ name: 'submission_number', type: 'int' })
  submissionNumber!: number;
}
