import { foldText, splitCsv, csvRecords } from '../oracle/split-csv.js';
import { readStatedFigures } from '../oracle/stated-figures.js';
import { type ReturnCentre } from './centre-profile.js';
import { yearOfReturns } from './year-of-returns.js';

const REGIONS = ['Y56', 'Y58', 'Y59', 'Y60', 'Y61', 'Y62', 'Y63'];
const centres = Array.from({ length: 170 }, (_, at): ReturnCentre => {
  const regionCode = REGIONS[at % 7] ?? '';
  return { cdcCode: `C${1000 + at}`, name: `Centre ${at}`, icbCode: `Q${at % 42}`, regionCode };
});
const regionOf = new Map(centres.map((centre) => [centre.cdcCode, centre.regionCode]));

describe('yearOfReturns', () => {
  const files = yearOfReturns(centres);
  const figures = readStatedFigures(files);
  const rowsOf = (feed: string): number => files.filter((file) => file.feed === feed).reduce((total, file) => total + csvRecords(file.body, 'cdccode').length, 0);

  it('is the same for the same seed and another for another', () => {
    const some = centres.slice(0, 20);
    expect(yearOfReturns(some)).toEqual(yearOfReturns(some));
    expect(yearOfReturns(some, 2)).not.toEqual(yearOfReturns(some));
  });

  it('does not move one centre when another joins', () => {
    const offersOf = (some: readonly ReturnCentre[]) => readStatedFigures(yearOfReturns(some)).offers.get('C1003');
    expect(offersOf(centres.slice(0, 20))).toEqual(figures.offers.get('C1003'));
  });

  it('has the size of a year of the programme', () => {
    expect(rowsOf('activity-daily')).toBeGreaterThan(140_000);
    expect(rowsOf('activity-daily')).toBeLessThan(210_000);
    expect(rowsOf('activity-weekly')).toBeGreaterThan(20_000);
    expect(rowsOf('activity-monthly')).toBeGreaterThan(3_000);
    expect(new Set(files.map(({ fileName }) => fileName)).size).toBe(files.length);
  });

  it('has centres of every kind', () => {
    const sends = (grain: 'daily' | 'weekly' | 'monthly', code: string) => figures.returns[grain].has(code);
    const kinds = centres.map(({ cdcCode }) => (['daily', 'weekly', 'monthly'] as const).filter((grain) => sends(grain, cdcCode)).join('+'));
    const count = (kind: string): number => kinds.filter((one) => one === kind).length;
    expect([count('daily'), count('weekly'), count('monthly')].every((some) => some >= 38)).toBe(true);
    expect([count('daily+weekly'), count('daily+monthly'), count('weekly+monthly'), count('')].every((some) => some >= 3)).toBe(true);
    for (const { cdcCode } of centres) {
      const tests = new Set([figures.offers, figures.plans, ...Object.values(figures.returns)].flatMap((tree) => [...(tree.get(cdcCode)?.keys() ?? [])]));
      expect(tests.size).toBeLessThanOrEqual(10);
    }
  });

  it('has offers without a plan, plans without an offer, zeros, and values left out', () => {
    const pairs = (tree: ReadonlyMap<string, ReadonlyMap<string, unknown>>) => new Set([...tree].flatMap(([code, tests]) => [...tests.keys()].map((test) => `${code} ${test}`)));
    const [offered, planned] = [pairs(figures.offers), pairs(figures.plans)];
    expect([...offered].some((pair) => !planned.has(pair)) && [...planned].some((pair) => !offered.has(pair))).toBe(true);
    const windows = [...figures.offers.values()].flatMap((tests) => [...tests.values()].flatMap((offers) => [...offers]));
    expect(windows.some(([, to]) => to !== null) && windows.every(([from, to]) => to === null || from < to)).toBe(true);
    const cells = [...figures.returns.daily.values()].flatMap((tests) => [...tests.values()].flatMap((days) => [...days.values()]));
    expect([0, 1].every((delivered) => cells.some((cell) => cell.delivered === delivered))).toBe(true);
    expect(cells.some((cell) => cell.didNotAttend === null) && cells.some((cell) => cell.cancelled === 0)).toBe(true);
  });

  it('sends each file from the region of its centres, in order of time, after the period', () => {
    expect(files.map(({ clock }) => clock)).toEqual(files.map(({ clock }) => clock).sort());
    for (const file of files.filter(({ feed }) => feed.startsWith('activity'))) {
      const rows = csvRecords(file.body, 'cdccode');
      const regions = new Set(rows.map((row) => `region-${regionOf.get((row.get('cdccode') ?? '').toUpperCase())?.toLowerCase()}`));
      expect([...regions]).toEqual([file.client === 'national' ? expect.stringMatching(/^region-y\d\d$/) : file.client]);
      expect(rows.filter((row) => (row.get('date') ?? row.get('weekending') ?? '') >= file.clock)).toEqual([]);
    }
  });

  it('states no cell twice in files of one instant, and no key twice in a file', () => {
    for (const instant of new Set(files.map(({ clock }) => clock))) {
      const sent = files.filter(({ clock }) => clock === instant);
      const sizes = sent.map((file) => countCells(readStatedFigures([file])));
      const rows = sent.map((file) => csvRecords(file.body, 'cdccode').length);
      expect(sizes).toEqual(rows);
      expect(countCells(readStatedFigures(sent))).toBe(sizes.reduce((total, size) => total + size, 0));
    }
  });

  it('writes as different senders do', () => {
    const headers = files.filter(({ feed }) => feed === 'activity-daily').map(({ body }) => body.split(/\r?\n/).find((line) => foldText(line).includes('cdccode')) ?? '');
    expect(new Set(headers).size).toBeGreaterThan(60);
    expect(headers.some((header) => header.includes(';')) && headers.some((header) => header.includes('\t'))).toBe(true);
    expect(files.some(({ body }) => body.startsWith('\uFEFF')) && files.some(({ body }) => body.includes('\r\n'))).toBe(true);
    expect(files.some(({ body }) => /"\d,\d{3}"/.test(body)) && files.some(({ body }) => splitCsv(body)[0]?.length === 1)).toBe(true);
  });
});

function countCells({ returns, plans, offers }: ReturnType<typeof readStatedFigures>): number {
  const trees: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, unknown>>>[] = [...Object.values(returns), plans, offers];
  return trees.flatMap((tree) => [...tree.values()].flatMap((tests) => [...tests.values()])).reduce((total, keys) => total + keys.size, 0);
}
