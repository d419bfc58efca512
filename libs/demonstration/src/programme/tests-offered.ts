import { type Archetype, type Centre } from './centres.js';
import { draws } from './draws.js';

/** What one test of a centre amounts to. */
export interface OfferedTest {
  readonly test: string;
  /** Tests in a week at full work. */
  readonly perWeek: number;
}

/** Tests a week of a standard centre; other archetypes do parts and multiples of it. */
const CORE: readonly (readonly [test: string, perWeek: number])[] = [
  ['MRI', 78],
  ['CT', 96],
  ['NON_OBSTETRIC_ULTRASOUND', 132],
  ['XRAY_PLAIN', 205],
  ['ECHOCARDIOGRAPHY', 54],
  ['ECG_RESTING', 60],
  ['SPIROMETRY', 26],
  ['PHLEBOTOMY', 310],
];
const ENDOSCOPY: typeof CORE = [
  ['COLONOSCOPY', 24],
  ['GASTROSCOPY', 27],
  ['FLEXI_SIGMOIDOSCOPY', 9],
];
const LOCAL: typeof CORE = [
  ['DEXA_SCAN', 30],
  ['AUDIOLOGY_ASSESSMENTS', 36],
  ['SLEEP_STUDIES', 11],
  ['CYSTOSCOPY', 14],
  ['FENO', 18],
  ['BP_AMBULATORY', 22],
];
const SIZE: Readonly<Record<Archetype, number>> = { standard: 1, large: 1.5, hub: 1.2, spoke: 0.5 };

/** The tests that a centre offers, by archetype: large centres do endoscopy, spokes a part of the range. */
export function testsOf({ code, archetype }: Centre): OfferedTest[] {
  const draw = draws('tests', code);
  const local = draw.shuffled(LOCAL).slice(0, draw.whole(0, 2));
  const range = archetype === 'spoke' ? draw.shuffled(CORE.slice(2)).slice(0, 4) : [...CORE.filter(() => draw.chance(96)), ...(archetype === 'large' ? ENDOSCOPY : []), ...local];
  return range.map(([test, perWeek]) => ({ test, perWeek: Math.max(3, Math.round((perWeek * SIZE[archetype] * draw.whole(75, 125)) / 100)) }));
}
