import { resolve } from 'node:path';
import { type Env } from '../config/env.js';

/** Invented centres and real ones never share a database or a folder. */
export type DataSetName = 'demonstration' | 'live';

/** Stands on every page, report and mail of the demonstration. */
export const SYNTHETIC_LABEL = 'Synthetic data: every centre, machine, file and figure is invented.';

/** Where the Clock of the demonstration stands first, a Friday at 07:00 in England, and where loading leaves it. */
export const DEMONSTRATION_SPAN = { from: '2022-04-01T06:00:00.000Z', to: '2022-11-18T14:30:00.000Z' } as const;

export function dataSetName({ CDC_DEMO }: Pick<Env, 'CDC_DEMO'>): DataSetName {
  return CDC_DEMO === 'on' ? 'demonstration' : 'live';
}

/** The folder of everything that this data set keeps in files, its embedded database too; absolute. */
export function dataSetFolder(env: Pick<Env, 'CDC_DATA_DIR' | 'CDC_DEMO'>): string {
  return resolve(env.CDC_DATA_DIR, dataSetName(env));
}
