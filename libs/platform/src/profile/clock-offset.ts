import { type Env } from '../config/env.js';

/** How far the Clock stands from real time when a data set is first opened, in milliseconds. */
export function clockOffset(env: Env): number {
  if (env.CDC_MODE !== 'development' || !env.CDC_CLOCK_START) return 0;
  return Date.parse(env.CDC_CLOCK_START) - Date.now();
}
