import { resolve } from 'node:path';
import { readEnv } from '../config/env.js';
import { clockOffset } from '../profile/clock-offset.js';
import { dataSetFolder } from './data-set-name.js';

const demonstration = readEnv({ CDC_DATA_DIR: 'data' });
const live = readEnv({ CDC_DATA_DIR: 'data', CDC_DEMO: 'off' });

it('gives each data set a folder of its own', () => {
  expect(dataSetFolder(demonstration)).toBe(resolve('data/demonstration'));
  expect(dataSetFolder(live)).toBe(resolve('data/live'));
});

it('begins the demonstration on a Friday morning of 2022, and a live data set now', () => {
  const clockOf = (offset: number): number => Date.now() + offset;
  expect(Math.abs(clockOf(clockOffset(demonstration)) - Date.parse('2022-04-01T08:00:00+01:00'))).toBeLessThan(1_000);
  expect(clockOffset(live)).toBe(0);
});
