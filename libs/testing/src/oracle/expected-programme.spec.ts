import { type Level } from './edition-content.js';
import { expectedEdition, type Inputs } from './expected-edition.js';
import { readGeography } from './published-lists.js';
import { readStatedFigures } from './stated-figures.js';
import { readStatedProgramme, type DatedFile } from './stated-programme.js';

// Two published centres and two new ones in two ICBs of one region, and three trusts; every expected number below was worked out on paper.
const texts = {
  govukList: 'name,address,icbCode\nAcocks CDC,"A, B1 1AA",E1\nBordesley CDC,"B, B2 2BB",E2\n',
  icbNames: 'ICB24CD,ICB24CDH,ICB24NM\nE1,QHL,NHS Birmingham Integrated Care Board\nE2,QUA,NHS Black Country Integrated Care Board\nE3,QYG,NHS Cheshire Integrated Care Board\n',
  icbRegions: 'QHL,MIDLANDS COMMISSIONING REGION,\nQUA,MIDLANDS COMMISSIONING REGION,\nQYG,NORTH WEST COMMISSIONING REGION,\n',
  trusts: '"T1","ONE TRUST","Y60","QHL"\n"T2","TWO TRUST","Y62",""\n"T3","WELSH TRUST","",""\n',
};
const identities = [
  { cdcCode: 'A1', name: 'Acocks CDC', hostTrust: null },
  { cdcCode: 'B1', name: 'Bordesley CDC', hostTrust: null },
];
const file = (feed: string, clock: string, ...lines: string[]): DatedFile => ({ feed, clock: `${clock}T09:00:00.000Z`, body: `${lines.join('\n')}\n` });

const sent: DatedFile[] = [
  file('cdc-register', '2024-08-01', 'cdc_code,name,icb,status,temporary,opened', 'N1,New one,QHL,approved,,', 'N2,New two,QUA,approved,yes,', 'N3,New three,QHL,proposed,,'),
  file('cdc-register', '2025-01-20', 'cdc_code,name,icb,status,temporary,opened', 'N2,New two,QUA,open,,2025-01-15'),
  file('opening-plan', '2024-08-02', 'cdc_code,planned_opening', 'A1,2023-01-01', 'N1,2025-01-31', 'N2,2024-12-01', 'N3,2025-03-31'),
  file('machines', '2024-08-05', 'machine_id,org_code,modality,funding_line', 'M1,A1,MRI scanner,DIGITAL', 'M2,A1,CT,DIGITAL', 'M3,N1,MRI,DIGITAL', 'M4,T1,mri,DIGITAL', 'M5,T2,CT,DIGITAL', 'M6,T3,CT,DIGITAL'),
  file(
    'installations', '2024-08-06', 'machine_id,milestone,baseline,forecast,actual',
    'M1,First patient,2025-01-10,2025-01-10,', 'M2,FIRST_PATIENT,2024-12-10,,', 'M3,FIRST_PATIENT,2025-03-01,2025-04-01,', 'M4,FIRST_PATIENT,2025-01-01,,', 'M5,DELIVERED,,2025-01-31,',
  ),
  // M1: a week late and reached. M2: 22 days late and not reached. M4: 20 days late.
  file('installations', '2025-01-18', 'machine_id,milestone,baseline,forecast,actual', 'M1,FIRST_PATIENT,,,2025-01-17', 'M2,FIRST_PATIENT,2024-12-31,2025-01-01,', 'M4,FIRST_PATIENT,,2025-01-21,'),
  { feed: 'installations', clock: '2025-04-05T23:10:00.000Z', body: 'machine_id,milestone,baseline,forecast,actual\nM4,First patient,2025-01-01,,\n' },
];
const geography = readGeography(texts, identities, sent.filter(({ feed }) => feed === 'cdc-register'));
const figures = readStatedFigures([]);
const inputs: Inputs = { geography, figures, programme: readStatedProgramme(sent, geography), dm01: [] };
const england = { level: 'england', code: 'ENG' } as const;
const january = expectedEdition(inputs, 'monthly', england, '2025-01');

describe('expectedCentres', () => {
  const rows = (edition: typeof january) =>
    edition.centres.map((row) => [row.code, row.open, row.temporary, row.planned, row.variance, row.direction, row.forecast, row.target]);

  it('compares centres open on the last day with the opening plan', () => {
    // Open: A1, B1 and, from 15 January, N2. Planned by 31 January: A1, N1, N2. N1's first
    // patient is forecast for 1 April, too late whatever its plan; N3 plans 31 March, the day of the target.
    expect(rows(january)).toEqual([
      ['ENG', 3, 1, 3, 0, 'on plan', 4, 165],
      ['Y60', 3, 1, 3, 0, 'on plan', 4, 32],
      ['QHL', 1, 0, 2, -1, 'adverse', 2, null],
      ['QUA', 2, 1, 1, 1, 'favourable', 2, null],
    ]);
  });

  it('counts a centre from its first day, and a centre alone only where it is the scope', () => {
    const n2 = { level: 'cdc', code: 'N2' } as const;
    // Planned for 1 December, so that it was expected before it was open.
    expect(rows(expectedEdition(inputs, 'weekly', n2, '2025-01-12'))).toEqual([['N2', 0, 0, 1, -1, 'adverse', 1, null]]);
    expect(rows(expectedEdition(inputs, 'weekly', n2, '2025-01-19'))).toEqual([['N2', 1, 1, 1, 0, 'on plan', 1, null]]);
    expect(rows(expectedEdition(inputs, 'weekly', { level: 'cdc', code: 'B1' }, '2025-01-19'))).toEqual([['B1', 1, 0, null, null, null, 1, null]]);
  });

  it('expects no return of a centre that is not open, and has a row for a scope without centres', () => {
    expect(january.missing.centres.map(({ code }) => code)).toEqual(['A1', 'B1', 'N2']);
    expect(expectedEdition(inputs, 'monthly', england, '2024-12').completeness.centresExpected).toBe(2);
    expect(rows(expectedEdition(inputs, 'monthly', { level: 'region', code: 'Y62' }, '2025-01'))).toEqual([['Y62', 0, 0, null, null, null, 0, 21]]);
  });
});

describe('expectedInstallations', () => {
  const rows = (edition: typeof january) =>
    edition.installations.map((row) => [
      row.code, row.milestone, row.modality, row.machines, row.planned, row.actual, row.plannedToDate, row.actualToDate, row.forecastToDate, row.late, row.overdue,
    ]);

  it('counts machines of a place by milestone, and kinds of machine for the first patient', () => {
    // M1 baseline 10 January, actual 17 January: 7 days. M2 baseline stays 10 December, forecast 1 January: 22 days late, overdue. M3 31 days late,
    // not yet due. M4 baseline 1 January, forecast 21 January: 20 days, overdue. M5 has a forecast alone, M6 nothing. T2 has no ICB, T3 no region.
    expect(rows(january)).toEqual([
      ['ENG', 'DELIVERED', null, 1, 0, 0, 0, 0, 1, 0, 1],
      ['ENG', 'FIRST_PATIENT', null, 4, 2, 1, 3, 1, 3, 2, 2],
      ['ENG', 'FIRST_PATIENT', 'MRI', 3, 2, 1, 2, 1, 2, 1, 1],
      ['ENG', 'FIRST_PATIENT', 'CT', 1, 0, 0, 1, 0, 1, 1, 1],
      ['Y60', 'FIRST_PATIENT', null, 4, 2, 1, 3, 1, 3, 2, 2],
      ['Y60', 'FIRST_PATIENT', 'MRI', 3, 2, 1, 2, 1, 2, 1, 1],
      ['Y60', 'FIRST_PATIENT', 'CT', 1, 0, 0, 1, 0, 1, 1, 1],
      ['Y62', 'DELIVERED', null, 1, 0, 0, 0, 0, 1, 0, 1],
      ['QHL', 'FIRST_PATIENT', null, 4, 2, 1, 3, 1, 3, 2, 2],
      ['QHL', 'FIRST_PATIENT', 'MRI', 3, 2, 1, 2, 1, 2, 1, 1],
      ['QHL', 'FIRST_PATIENT', 'CT', 1, 0, 0, 1, 0, 1, 1, 1],
      ['A1', 'FIRST_PATIENT', null, 2, 1, 1, 2, 1, 2, 1, 1],
      ['N1', 'FIRST_PATIENT', null, 1, 0, 0, 0, 0, 0, 1, 0],
    ]);
    expect(january.installations.slice(0, 2).map(({ variance, direction }) => [variance, direction])).toEqual([[0, 'on plan'], [-2, 'adverse']]);
  });

  it('takes the days of a week, Monday to Sunday', () => {
    const week = (period: string) => rows(expectedEdition(inputs, 'weekly', { level: 'cdc', code: 'A1' }, period)).map((row) => row.slice(4));
    expect([week('2025-01-12'), week('2025-01-19')]).toEqual([[[1, 0, 2, 0, 1, 1, 1]], [[0, 1, 2, 1, 2, 1, 1]]]);
  });

  it('names machines that are not in use and of which nothing was stated for 28 days', () => {
    expect(january.completeness.installations).toEqual({ machinesExpected: 5, machinesUpdated: 2, machinesNotUpdated: 3 });
    expect(january.missing.machines).toEqual([
      { machineId: 'M3', orgCode: 'N1', modality: 'MRI', statedOn: '2024-08-06' },
      { machineId: 'M5', orgCode: 'T2', modality: 'CT', statedOn: '2024-08-06' },
      { machineId: 'M6', orgCode: 'T3', modality: 'CT', statedOn: null },
    ]);
    // 18 January is 29 days before 16 February. The last file was sent on 6 April in England, in summer time: 28 days before 4 May.
    const week = (period: string) => expectedEdition(inputs, 'weekly', england, period).missing.machines.map(({ machineId, statedOn }) => `${machineId} ${statedOn}`);
    expect(week('2025-02-09')).toEqual(['M3 2024-08-06', 'M5 2024-08-06', 'M6 null']);
    expect(week('2025-02-16')).toEqual(['M2 2025-01-18', 'M3 2024-08-06', 'M5 2024-08-06', 'M6 null']);
    expect(week('2025-05-04')).not.toContain('M4 2025-04-06');
    expect(week('2025-05-11')).toContain('M4 2025-04-06');
  });

  it('knows a first patient only from that day on', () => {
    const before = expectedEdition(inputs, 'weekly', { level: 'cdc', code: 'A1' }, '2025-01-12');
    expect(before.completeness.installations).toEqual({ machinesExpected: 2, machinesUpdated: 2, machinesNotUpdated: 0 });
  });
});

it('places organisations by what is registered', () => {
  const levels = (code: string): Level[] => january.installations.filter((row) => row.code === code).map(({ level }) => level).slice(0, 1);
  expect(['ENG', 'Y62', 'QHL', 'N1'].flatMap(levels)).toEqual(['england', 'region', 'icb', 'cdc']);
});
