import { dayNumber, FEEDS, londonDate } from '@cdc/contracts';
import { createCodeList, feedByName, openCheck } from '@cdc/feeds';
import { readGeography, type Geography, type Trust } from '../oracle/published-lists.js';
import { isMatched } from '../oracle/expected-spend.js';
import { foldText, csvRecords } from '../oracle/split-csv.js';
import { readStatedProgramme } from '../oracle/stated-programme.js';
import { penceOf } from '../oracle/whole-numbers.js';
import { type ReturnCentre } from './centre-profile.js';
import { LEDGER_MONTHS } from './ledger-files.js';
import { programmeReturns } from './programme-returns.js';
import { type ReturnFile } from './return-file.js';

const REGIONS = ['MIDLANDS', 'NORTH WEST', 'LONDON', 'SOUTH WEST', 'SOUTH EAST', 'EAST OF ENGLAND', 'NORTH EAST AND YORKSHIRE'] as const;
const REGION_CODES = ['Y60', 'Y62', 'Y56', 'Y58', 'Y59', 'Y61', 'Y63'] as const;
const at = (place: number): number => place % 42;
const centres = Array.from({ length: 170 }, (_, place): ReturnCentre => ({
  cdcCode: `C${1000 + place}`, name: `Centre ${place}`, icbCode: `Q${10 + at(place)}`, regionCode: REGION_CODES[at(place) % 7] ?? '',
}));
const lines = (rows: number, row: (place: number) => string): string => Array.from({ length: rows }, (_, place) => row(place)).join('\n');
const texts = {
  govukList: `name,address,icbCode\n${lines(170, (place) => `Centre ${place},"X, X1 1XX",E${at(place)}`)}`,
  icbNames: `ICB24CD,ICB24CDH,ICB24NM\n${lines(42, (place) => `E${place},Q${10 + place},NHS Board ${place}`)}`,
  icbRegions: lines(42, (place) => `Q${10 + place},${REGIONS[place % 7]} COMMISSIONING REGION,`),
  trusts: lines(60, (place) => (place === 7 ? '"R7","WELSH TRUST","",""' : `"R${place}","TRUST, NUMBER ${place}","${REGION_CODES[place % 7]}","Q${10 + at(place)}"`)),
};
const identities = centres.map(({ cdcCode, name }) => ({ cdcCode, name, hostTrust: null }));
const trusts: readonly Trust[] = readGeography(texts, identities).trusts;

const files = programmeReturns(centres, trusts);
const of = (feed: string): ReturnFile[] => files.filter((file) => file.feed === feed);
const geography: Geography = readGeography(texts, identities, of('cdc-register'));
const programme = readStatedProgramme(files, geography);
const regionOf = new Map([...geography.centres, ...trusts].map(({ code, regionCode }) => [code, regionCode]));
const codeList = (codes: readonly string[]) => createCodeList(codes.map((code, number) => ({ code, number })));

describe('programmeReturns', () => {
  it('is the same for the same seed and another for another', () => {
    expect(programmeReturns(centres, trusts)).toEqual(files);
    expect(programmeReturns(centres, trusts, 2)).not.toEqual(files);
  });

  it('sends files that the feeds accept, and the amounts that the oracle reads in them', async () => {
    const organisations = ['ENG', ...REGION_CODES, ...geography.areas.map(({ code }) => code), ...geography.centres.map(({ code }) => code), ...trusts.map(({ code }) => code)];
    const icbs = createCodeList(geography.areas.filter(({ level }) => level === 'icb').map(({ code }, number) => ({ code, number })));
    const codeLists = {
      icbs,
      cdcs: codeList(geography.centres.map(({ code }) => code)),
      organisations: codeList([...new Set(organisations)]),
      machines: codeList([...programme.machines.keys()]),
    };
    for (const { feed, fileName, body, clock } of files) {
      const name = FEEDS.find((one) => one.name === feed)?.name ?? 'organisations';
      const check = openCheck(feedByName(name), { fileName, context: { today: dayNumber(londonDate(new Date(clock))), codeLists } });
      check.push(new TextEncoder().encode(body));
      const { errors: found, counts, totals } = await check.end();
      // Headings are spelt in several ways on purpose, which is a warning.
      const errors = found.filter(({ severity }) => severity === 'error');
      expect([fileName, errors.slice(0, 3), counts.read > 0]).toEqual([fileName, [], true]);
      const column = { 'plan-spend': 'planned', 'spend-forecast': 'forecast', ledger: 'amount', commitments: 'receipted' }[feed];
      if (!column) continue;
      const amounts = csvRecords(body, column).map((row) => penceOf(row.get(column) ?? ''));
      expect([fileName, totals[`${column}Pence`]]).toEqual([fileName, Number(amounts.reduce((total, pence) => total + pence, 0n))]);
    }
  });

  it('has files of moderate size, each with a name of its own', () => {
    expect(new Set(files.map(({ fileName }) => fileName)).size).toBe(files.length);
    expect(files.length).toBeLessThan(330);
    expect(files.reduce((size, { body }) => size + body.length, 0)).toBeLessThan(3_000_000);
    expect(programme.machines.size).toBeGreaterThan(250);
    expect(programme.machines.size).toBeLessThan(380);
    expect(programme.plans.size).toBeGreaterThan(3000);
  });

  it('sends what a region may state from that region, in order of time, after what it names', () => {
    expect(files.map(({ clock }) => clock)).toEqual(files.map(({ clock }) => clock).sort());
    for (const file of [...of('machines'), ...of('installations')]) {
      const orgs = csvRecords(file.body, 'machineid').map((row) => programme.machines.get(row.get('machineid') ?? '')?.orgCode ?? '');
      const senders = new Set(orgs.map((code) => (regionOf.get(code) ? `region-${regionOf.get(code)?.toLowerCase()}` : 'national')));
      expect([file.fileName, ...senders]).toEqual([file.fileName, file.client]);
    }
    expect(of('installations').every(({ clock }) => clock > '2024-08-05T09') && of('machines').some(({ client }) => client === 'national')).toBe(true);
  });

  it('states no cell twice in files of one instant', () => {
    for (const instant of new Set(files.map(({ clock }) => clock))) {
      const sent = files.filter(({ clock }) => clock === instant);
      for (const [feed, mark, key] of [
        ['machines', 'machineid', ['machineid']],
        ['installations', 'machineid', ['machineid', 'milestone']],
        ['opening-plan', 'cdccode', ['cdccode']],
        ['plan-spend', 'orgcode', ['orgcode', 'month', 'kind', 'line']],
        ['spend-forecast', 'orgcode', ['orgcode', 'month', 'kind', 'line']],
        ['commitments', 'poreference', ['poreference']],
      ] as const) {
        const rows = sent.filter((file) => file.feed === feed).flatMap(({ body }) => csvRecords(body, mark));
        expect(new Set(rows.map((row) => key.map((column) => foldText(row.get(column) ?? '')).join(' '))).size).toBe(rows.length);
      }
    }
  });

  it('has centres that open late, in temporary buildings, or never', () => {
    const added = geography.centres.filter(({ code }) => code.startsWith('NEWC'));
    expect(added.map(({ status, opened, isTemporary }) => [status, opened, isTemporary])).toEqual([
      ['open', '2024-10-14', true], ['open', '2025-01-20', false], ['open', '2025-05-12', true], ['approved', null, false], ['proposed', null, false],
      ['approved', null, false], ['open', '2024-07-15', false], ['approved', null, false],
    ]);
    expect(programme.openings.size).toBeGreaterThan(130);
    expect(programme.openings.size).toBeLessThan(178);
  });

  it('has machines that are late, overdue, in use, never updated and never planned', () => {
    const dates = [...programme.milestones.values()].flatMap((milestones) => [...milestones.values()]);
    const share = (some: number): number => some / dates.length;
    expect(share(dates.filter(({ actual }) => actual !== null).length)).toBeGreaterThan(0.2);
    expect(dates.filter(({ actual, forecast }) => actual === null && forecast !== null && forecast < '2025-03-31').length).toBeGreaterThan(30);
    expect(dates.filter(({ baseline }) => baseline === null).length).toBeGreaterThan(20);
    expect(programme.milestones.size).toBeLessThan(programme.machines.size);
    const days = [...programme.statedOn.values()];
    expect(days).toContain('2024-10-08');
    expect(days.filter((day) => day === '2024-08-06').length).toBeGreaterThan(20);
  });

  it('has ledgers with credit notes, strange dates, lines without a code, one restated, one that stops and one that leaves a month out', () => {
    const ledgers = [...programme.ledgers.values()];
    const posted = ledgers.flatMap(({ month, lines: ofLedger }) => ofLedger.map((line) => ({ month, ...line })));
    expect(new Set(ledgers.map(({ entity }) => entity)).size).toBe(12);
    expect(new Set(ledgers.map(({ month }) => month))).toEqual(new Set(LEDGER_MONTHS));
    expect(ledgers.length).toBe(of('ledger').length - 2);
    expect(posted.filter((line) => !isMatched(line)).length).toBeGreaterThan(posted.length / 10);
    expect(posted.filter(({ pence }) => pence < 0n).length).toBeGreaterThan(50);
    expect(posted.filter(({ month, weekEnding }) => weekEnding < `${month}-01`).length).toBeGreaterThan(50);
    expect(posted.some(({ month, weekEnding }) => month === '2025-04' && weekEnding <= '2025-03-31')).toBe(true);
    const monthsOf = new Map<string, string[]>();
    for (const { entity, month } of ledgers) monthsOf.set(entity, [...(monthsOf.get(entity) ?? []), month].sort());
    const last = [...monthsOf.values()].map((months) => months[months.length - 1]);
    expect(last.filter((month) => month === '2025-02')).toHaveLength(1);
    expect([...monthsOf.values()].filter((months) => months.includes('2025-07') && !months.includes('2025-03'))).toHaveLength(1);
    expect(of('ledger').some(({ body }) => body.includes('TRUST, NUMBER'))).toBe(true);
  });
});
