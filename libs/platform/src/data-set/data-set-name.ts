import { resolve } from 'node:path';
import { type Env } from '../config/env.js';

/** Invented centres and real ones never share a database or a folder. */
export type DataSetName = 'demonstration' | 'live';

/** Stands on every page, report and mail of the demonstration. */
export const SYNTHETIC_LABEL = 'Synthetic data: every centre, machine, file and figure is invented.';

/** Where the Clock of the demonstration stands first: Friday 1 April 2022, 08:00 in England, an hour after that Friday's reports fell due. */
export const DEMONSTRATION_START = '2022-04-01T07:00:00.000Z';

export function dataSetName({ CDC_DEMO }: Pick<Env, 'CDC_DEMO'>): DataSetName {
  return CDC_DEMO === 'on' ? 'demonstration' : 'live';
}

/** The folder of everything that this data set keeps in files, its embedded database too; absolute. */
export function dataSetFolder(env: Pick<Env, 'CDC_DATA_DIR' | 'CDC_DEMO'>): string {
  return resolve(env.CDC_DATA_DIR, dataSetName(env));
}
