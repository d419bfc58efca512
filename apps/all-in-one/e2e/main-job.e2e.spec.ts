import {
  DM01_COLUMNS,
  connectTo,
  contentHashOf,
  describeWithRealData,
  dm01Months,
  editionDifferences,
  expectedEdition,
  firstDifferences,
  foldText,
  csvRecords,
  programmeReturns,
  readGeography,
  readPublishedFiles,
  readStatedFigures,
  readStatedProgramme,
  recordOf,
  registerCentres,
  removeDataDir,
  sendAccepted,
  sendReturns,
  startPlatform,
  yearOfReturns,
  type EditionContent,
  type EditionRequest,
  type Inputs,
  type PlatformClient,
  type PublishedFiles,
  type RegisteredCentre,
  type RunningPlatform,
  type Scope,
} from '@cdc/testing';

const REGIONS = ['Y56', 'Y58', 'Y59', 'Y60', 'Y61', 'Y62', 'Y63'];
const england = { level: 'england', code: 'ENG' } as const;
/** Inside a month, over New Year, over 31 March, first, last, and one that reaches past the year. */
const WEEKS = ['2024-08-04', '2024-11-17', '2025-01-05', '2025-04-06', '2025-07-27', '2025-08-03'];
const MONTHS = ['2024-08', '2025-03', '2025-07'];
/** Weeks of spend alone: over the ends of two financial years, and one of which no ledger is there. */
const SPEND_WEEKS = ['2024-12-01', '2025-03-30', '2025-04-06', '2025-05-04', '2025-08-10'];
const LOAD_MS = 480_000;

type Request = EditionRequest & { readonly scope: Scope };

/** Sends everything of the year as its senders do. */
async function loadYear(platform: PlatformClient, files: PublishedFiles): Promise<{ centres: RegisteredCentre[]; inputs: Inputs }> {
  const centres = await registerCentres(platform, files);
  const returns = yearOfReturns(centres);
  const programme = programmeReturns(centres, readGeography(files, centres).trusts);
  await sendReturns(platform, [...returns, ...programme]);
  for (const { fileName, bytes } of files.dm01) await sendAccepted(platform, 'national', 'dm01-monthly', fileName, bytes);
  const geography = readGeography(files, centres, programme.filter(({ feed }) => feed === 'cdc-register'));
  return { centres, inputs: { geography, figures: readStatedFigures(returns), programme: readStatedProgramme(programme, geography), dm01: dm01Months(files) } };
}

async function served(platform: PlatformClient, client: string, request: Request): Promise<{ id: string; contentHash: string; content: unknown }> {
  const { id, contentHash } = await platform.edition(client, request);
  const answer = await platform.get(client, `/api/v1/reports/editions/${id}?format=json`);
  return { id, contentHash, content: answer.body };
}

/** Builds the editions and gives one readable text of all that differs from the oracle. */
async function differencesOf(platform: PlatformClient, inputs: Inputs, requests: readonly Request[]): Promise<string> {
  const texts: string[] = [];
  for (const request of requests) {
    const client = request.scope.level === 'region' ? `region-${request.scope.code.toLowerCase()}` : 'national';
    const { content, contentHash } = await served(platform, client, request);
    const differences = editionDifferences(content, expectedEdition(inputs, request.kind, request.scope, request.period));
    if (contentHashOf(content) !== contentHash) differences.push(`contentHash: is ${contentHash}, the content gives ${contentHashOf(content)}`);
    texts.push(firstDifferences(`${request.kind} ${request.scope.code} ${request.period}`, differences));
  }
  return texts.filter((text) => text !== '').join('\n');
}

describeWithRealData('the year of the programme', (folder) => {
  let platform: PlatformClient;
  let own: RunningPlatform | undefined;
  let centres: RegisteredCentre[] = [];
  let inputs: Inputs;

  beforeAll(async () => {
    const address = process.env['BASE_URL'];
    own = address ? undefined : await startPlatform();
    platform = own ?? connectTo(address ?? '');
    ({ centres, inputs } = await loadYear(platform, await readPublishedFiles(folder)));
  }, LOAD_MS);

  afterAll(async () => {
    await own?.stop();
    if (own) await removeDataDir(own.dataDir);
  });

  it('registers 170 centres in 42 ICBs, each by a code of its own', () => {
    expect(centres).toHaveLength(170);
    expect(new Set(centres.map(({ cdcCode }) => cdcCode)).size).toBe(170);
    expect(new Set(centres.map(({ icbCode }) => icbCode)).size).toBe(42);
    const placed = new Map(inputs.geography.centres.map(({ code, icbCode, regionCode }) => [code, { icbCode, regionCode }]));
    for (const { cdcCode, icbCode, regionCode } of centres) expect({ cdcCode, icbCode, regionCode }).toEqual({ cdcCode, ...placed.get(cdcCode) });
    expect(centres.filter(({ identity, cdcCode }) => identity !== (cdcCode.startsWith('GOVUK-') ? 'govuk-hash' : 'ods-site'))).toEqual([]);
    expect(new Set(centres.map(({ status }) => status))).toEqual(new Set(['open']));
  });

  it('gives England figures that equal the oracle at every level, week by week', async () => {
    expect(await differencesOf(platform, inputs, WEEKS.map((period) => ({ kind: 'weekly', period, scope: england })))).toBe('');
  });

  it('gives England figures that equal the oracle at every level, month by month', async () => {
    expect(await differencesOf(platform, inputs, MONTHS.map((period) => ({ kind: 'monthly', period, scope: england })))).toBe('');
  });

  it('gives England spend that equals the oracle at every level, week by week', async () => {
    expect(await differencesOf(platform, inputs, SPEND_WEEKS.map((period) => ({ kind: 'spend-weekly', period, scope: england })))).toBe('');
  });

  it('gives each region its own edition', async () => {
    const requests = REGIONS.flatMap((code): Request[] => [
      { kind: 'weekly', period: '2025-01-05', scope: { level: 'region', code } },
      { kind: 'monthly', period: '2025-03', scope: { level: 'region', code } },
      { kind: 'spend-weekly', period: '2025-04-06', scope: { level: 'region', code } },
    ]);
    expect(await differencesOf(platform, inputs, requests)).toBe('');
  });

  it('gives ICBs and centres of every kind their own edition', async () => {
    const { returns } = inputs.figures;
    const sends = (code: string): string => (['daily', 'weekly', 'monthly'] as const).filter((grain) => returns[grain].has(code)).join('+');
    const kinds = new Map(centres.map(({ cdcCode }) => [sends(cdcCode), cdcCode]));
    expect([...kinds.keys()].sort()).toEqual(['', 'daily', 'daily+monthly', 'daily+weekly', 'monthly', 'weekly', 'weekly+monthly']);
    const added = inputs.geography.centres.filter(({ code }) => code.startsWith('NEWC')).map(({ code }) => code);
    const scopes: Request['scope'][] = [
      ...[...kinds.values(), ...added].map((code) => ({ level: 'cdc', code }) as const),
      ...['QYG', 'QHL', 'QRV'].map((code) => ({ level: 'icb', code }) as const),
    ];
    const requests = scopes.flatMap((scope): Request[] => [
      { kind: 'weekly', period: '2025-04-06', scope },
      { kind: 'monthly', period: '2025-07', scope },
      { kind: 'spend-weekly', period: '2025-06-29', scope },
    ]);
    expect(await differencesOf(platform, inputs, requests)).toBe('');
  });

  it('was worth comparing: the editions hold missing centres, missing tests, reconciliations and both directions', () => {
    const week = expectedEdition(inputs, 'weekly', england, '2024-11-17');
    const month = expectedEdition(inputs, 'monthly', england, '2025-07');
    expect(week.figures.length).toBeGreaterThan(1500);
    for (const edition of [week, month]) {
      expect(Math.min(edition.reconciliations.length, edition.missing.centres.length, edition.missing.tests.length)).toBeGreaterThan(3);
      expect(new Set(edition.figures.map(({ direction }) => direction))).toEqual(new Set(['favourable', 'adverse', 'on plan', null]));
    }
    expect(month.dm01.rows.filter(({ level }) => level === 'england')).toHaveLength(15);
  });

  it('was worth comparing: centres open late, machines are late and not heard of, and spend is over, under and not coded', () => {
    const month = expectedEdition(inputs, 'monthly', england, '2025-07');
    const week = expectedEdition(inputs, 'spend-weekly', england, '2025-03-30');
    const [open] = month.centres;
    expect([open?.level, open?.open, open?.temporary, open?.forecast]).toEqual(['england', 174, 2, expect.any(Number)]);
    expect(new Set(month.installations.map(({ direction }) => direction))).toEqual(new Set(['favourable', 'adverse', 'on plan']));
    expect(month.installations.filter(({ level, late, overdue }) => level === 'region' && late > 0 && overdue > 0).length).toBeGreaterThan(30);
    expect(month.missing.machines.length).toBeGreaterThan(20);
    expect(month.completeness.installations?.machinesUpdated).toBeGreaterThan(3);
    for (const { spend, missing, completeness } of [month, week]) {
      for (const direction of ['favourable', 'adverse', null]) expect(spend.figures.filter((row) => row.direction === direction).length).toBeGreaterThan(5);
      expect(spend.figures.filter(({ forecastOutturn, committed }) => forecastOutturn !== null && committed !== null).length).toBeGreaterThan(5);
      expect(spend.unmatched.filter(({ linesToDate }) => linesToDate > 0).length).toBeGreaterThan(5);
      expect([missing.entities.length > 0, completeness.spend.entitiesPosted > 5]).toEqual([true, true]);
    }
  });

  it.each([
    ['2024-08', 0],
    ['2025-07', 1],
  ])('adds the 15 tests of DM01 %s up to the England row of the workbook', async (period, place) => {
    const { content } = await served(platform, 'national', { kind: 'monthly', period, scope: england });
    const rows = listIn(recordOf(content)['dm01'], 'rows').filter((row) => row['level'] === 'england');
    expect(rows).toHaveLength(15);
    for (const column of DM01_COLUMNS) {
      expect([column, rows.reduce((total, row) => total + Number(row[column]), 0)]).toEqual([column, inputs.dm01[place]?.england[column]]);
    }
  });

  it('gives the same figures as CSV', async () => {
    const { id } = await served(platform, 'national', { kind: 'weekly', period: '2024-11-17', scope: england });
    const csv = await platform.get('national', `/api/v1/reports/editions/${id}?format=csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csvDifferences(String(csv.body), expectedEdition(inputs, 'weekly', england, '2024-11-17')).slice(0, 10)).toEqual([]);
  });

  it('keeps an edition when nothing has changed', async () => {
    const request: Request = { kind: 'weekly', period: '2024-11-17', scope: england };
    const first = await platform.edition('national', request);
    expect(await platform.edition('national', request)).toEqual({ ...first, isNew: false });
  });
});

function listIn(value: unknown, name: string): Record<string, unknown>[] {
  const list = recordOf(value)[name];
  if (!Array.isArray(list)) throw new Error(`${name} is not a list`);
  return list.map(recordOf);
}

/** Lines of the CSV that say otherwise than the expected figures, totals and DM01 rows, and those too many or too few. */
function csvDifferences(csv: string, expected: EditionContent): string[] {
  const columns = ['level', 'code', 'parent', 'test', 'basis', 'plan', 'planNotReported', 'actual', 'actualWithoutPlan', 'variance', 'direction', 'didNotAttend', 'cancelled'];
  const used = [...columns, 'centresReported', 'centresExpected', 'grain', 'days', 'state', ...DM01_COLUMNS, 'totalActivity', 'providers'];
  const lineOf = (section: string, cell: (column: string) => unknown): string => [section, ...used.map((column) => `${column}=${String(cell(column) ?? '')}`)].join(' ');
  const sectionOf = (text: string): string => foldText(text).replace(/s$/, '');
  const found = csvRecords(csv, 'section')
    .map((record) => ({ section: sectionOf(record.get('section') ?? ''), record }))
    .filter(({ section }) => ['figure', 'total', 'dm01'].includes(section))
    .map(({ section, record }) => lineOf(section, (column) => record.get(foldText(column))));
  const lines = (section: string, rows: readonly object[]): string[] => rows.map((row) => lineOf(section, (column) => new Map<string, unknown>(Object.entries(row)).get(column)));
  const wanted = [...lines('figure', expected.figures), ...lines('total', expected.totals), ...lines('dm01', expected.dm01.rows)];
  const [foundSet, wantedSet] = [new Set(found), new Set(wanted)];
  return [
    ...wanted.filter((line) => !foundSet.has(line)).map((line) => `missing: ${line}`),
    ...found.filter((line) => !wantedSet.has(line)).map((line) => `not expected: ${line}`),
    ...(found.length === wanted.length ? [] : [`${found.length} lines, expected ${wanted.length}`]),
  ];
}
