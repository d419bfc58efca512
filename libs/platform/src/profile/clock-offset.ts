import { type Env } from '../config/env.js';
import { DEMONSTRATION_START } from '../data-set/data-set-name.js';

/** How far the Clock stands from real time when a data set is first opened, in milliseconds. */
export function clockOffset(env: Env): number {
  const start = env.CDC_DEMO === 'on' ? DEMONSTRATION_START : env.CDC_CLOCK_START;
  return env.CDC_MODE === 'development' && start !== undefined ? Date.parse(start) - Date.now() : 0;
}
