import { type ReturnCentre } from './centre-profile.js';
import { randomSource, type RandomSource } from './random-source.js';
import { type ReturnFile } from './return-file.js';
import { returnText } from './return-text.js';

interface Stage {
  readonly clock: string;
  readonly status: 'proposed' | 'approved' | 'open';
  readonly temporary: 'yes' | 'no' | '';
  readonly opened: string;
}

const FIRST = '2024-08-01T08:20:00.000Z';
const approved: Stage = { clock: FIRST, status: 'approved', temporary: '', opened: '' };
const open = (clock: string, opened: string, temporary: Stage['temporary']): Stage => ({ clock, status: 'open', temporary, opened });

/** How each new centre gets on. Days of opening lie outside the weeks and months whose activity is compared. */
const STAGES: readonly (readonly Stage[])[] = [
  [approved, open('2024-11-04T08:20:00.000Z', '2024-10-14', 'yes')],
  [approved, open('2025-02-03T08:20:00.000Z', '2025-01-20', 'no')],
  [{ ...approved, temporary: 'yes' }, open('2025-06-02T08:20:00.000Z', '2025-05-12', '')],
  [approved],
  [{ ...approved, status: 'proposed' }],
  [approved],
  [open(FIRST, '2024-07-15', 'yes'), open('2025-06-02T08:20:00.000Z', '', 'no')],
  [approved],
];

/** Centres that are not on the published list, each in a board that has another centre. */
export function newCentres(centres: readonly ReturnCentre[], seed: number): ReturnCentre[] {
  const places = randomSource(seed, 'new-centres').shuffled(centres);
  return places.slice(0, STAGES.length).map(({ icbCode, regionCode }, at) => ({ cdcCode: `NEWC${11 + at}`, name: `New centre ${11 + at}`, icbCode, regionCode }));
}

/** The register's template, sent again as centres open. */
export function registerFiles(added: readonly ReturnCentre[], seed: number): ReturnFile[] {
  const rows = added.flatMap((centre, at) => (STAGES[at] ?? []).map((stage) => ({ ...centre, ...stage })));
  return [...new Set(rows.map(({ clock }) => clock))].sort().map((clock) => {
    const fileName = `register-${clock.slice(0, 10)}.csv`;
    const body = returnText('Register of centres', rows.filter((row) => row.clock === clock), [
      { headers: ['cdc_code', 'CDC code'], text: (row) => row.cdcCode },
      { headers: ['name', 'Name'], text: (row) => row.name },
      { headers: ['icb', 'ICB'], text: (row) => row.icbCode },
      { headers: ['status', 'Status'], text: (row) => row.status },
      { headers: ['temporary', 'Temporary'], text: (row) => row.temporary },
      { headers: ['opened', 'Opened'], text: (row) => row.opened },
    ], randomSource(seed, 'file', fileName));
    return { feed: 'cdc-register', client: 'admin', fileName, body, clock };
  });
}

interface Opening {
  readonly cdcCode: string;
  readonly planned: string;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

function openingOf(cdcCode: string, random: RandomSource): Opening[] {
  if (random.chance(12)) return [];
  const year = random.pick(['2022', '2023', '2024', '2024', '2025']);
  const month = random.whole(1, year === '2025' ? 9 : 12);
  return [{ cdcCode, planned: `${year}-${twoDigits(month)}-${twoDigits(random.whole(1, 28))}` }];
}

function openingFile(fileName: string, clock: string, rows: readonly Opening[], seed: number): ReturnFile {
  const body = returnText('Opening plan', rows, [
    { headers: ['cdc_code', 'CDC code'], text: (row) => row.cdcCode },
    { headers: ['planned_opening', 'Planned opening'], text: (row) => row.planned },
    { headers: ['wave', 'Wave'], text: (_row, random) => random.pick(['SR21', 'Wave 2', '']) },
  ], randomSource(seed, 'file', fileName));
  return { feed: 'opening-plan', client: 'national', fileName, body, clock };
}

/** When most centres are to open, and later days for some of them. */
export function openingPlans(centres: readonly ReturnCentre[], seed: number): ReturnFile[] {
  const draw = (version: string, chosen: readonly ReturnCentre[]): Opening[] =>
    chosen.flatMap(({ cdcCode }) => openingOf(cdcCode, randomSource(seed, 'opening', version, cdcCode)));
  const isMoved = (centre: ReturnCentre): boolean => randomSource(seed, 'opening', 'moved', centre.cdcCode).chance(10);
  return [
    openingFile('opening-plan.csv', '2024-08-02T09:00:00.000Z', draw('first', centres), seed),
    openingFile('opening-plan-revised.csv', '2025-01-15T09:00:00.000Z', draw('revised', centres.filter(isMoved)), seed),
  ];
}
