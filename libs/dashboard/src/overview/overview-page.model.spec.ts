import { spendOf } from './overview-under-test.js';
import { alerts } from './attention.model.js';
import { openingNext } from './coming-lines.model.js';
import { comparedCsv, progressCsv } from './overview-csv.model.js';
import { overviewPage } from './overview-page.model.js';
import { overviewUnderTest, regionOverviewUnderTest } from './overview-under-test.js';
import { regionStatus } from './region-status.model.js';
import { financeRating } from '../programme/finance-rating.model.js';

const england = { level: 'england', code: 'ENG', name: 'England' } as const;
const calm = { spend: [], lateMachines: [], installations: [], unmatched: [], completeness: {} };

describe('the national overview', () => {
  const overview = overviewUnderTest();
  const { shown, ...page } = overviewPage(overview);

  it('says whose position it is, and of when', () =>
    expect(page).toEqual({
      title: 'National overview',
      caption: 'England, week ending Sunday 13 November 2022',
      asAt: '2:32pm on Friday 18 November 2022',
      coverage: '66 of 70 centres have sent tests for the week ending 13 November 2022',
      isWhole: true,
      query: '',
    }));

  it('opens with at most three sentences, the greatest risk last', () =>
    expect(shown?.lede).toBe('68 of 165 centres are open, 2 fewer than planned by now. On current forecasts all 165 will be open by December 2024. Capital spending is the greatest risk: £32.3m under plan.'));

  it('has five headlines, each with a sentence and a judgement', () =>
    expect(shown?.kpis.map(({ label, value, sentence, status }) => [label, value, sentence, status?.text])).toEqual([
      ['Centres open', '68', 'Plan by now: 70. 2 centres behind. 3 in temporary buildings.', 'Behind plan'],
      ['Tests this week', '62,400', '1,950 (3%) under the plan of 64,350.', 'Within 5% of plan'],
      ['Equipment in use', '355', 'Plan by now: 376. 125 items late, 7 overdue.', 'Behind plan'],
      ['Capital spent, to month 7', '£198.7m', '£32.3m (14%) under the plan of £231.0m.', 'Off track'],
      ['Revenue spent, to month 7', '£224.1m', '£6.9m (3%) under the plan of £231.0m.', 'On track'],
    ]));

  it('compares seven regions, England last', () => {
    expect(shown?.compared.lines.map(({ name }) => name).slice(-2)).toEqual(['North East and Yorkshire', 'England']);
    expect(shown?.compared.lines).toHaveLength(8);
    expect(shown?.compared.lines.at(-1)).toMatchObject({ centres: '68 of 165', against: '2 behind', perMillion: '1.2', tests: '−3%', capital: '−32.3', isTotal: true, href: null });
    expect(shown?.compared.lines[0]?.href).toBe('/?region=Y56');
  });

  it('puts the same numbers into the table and the chart', () => {
    const last = shown?.progress.rows.find(({ day }) => day === '2022-11-18');
    expect(last).toEqual({ day: '2022-11-18', name: '18 Nov 2022', open: '68', plan: '', forecast: '68' });
    expect(shown?.progress.wide).toContain('>68 open<');
  });

  it('shows no number where nothing was stated', () => {
    const bare = overviewPage(overviewUnderTest({ tests: [], installations: [], spend: [], weeks: [], month: '' })).shown;
    expect(bare?.kpis.slice(1).map(({ label, value, status, graphic }) => [label, value, status, graphic])).toEqual([
      ['Tests this week', 'No data', null, null],
      ['Equipment in use', 'No data', null, null],
      ['Capital spent, to date', 'No data', null, null],
      ['Revenue spent, to date', 'No data', null, null],
    ]);
    expect(bare?.compared.lines[0]).toMatchObject({ late: 'No data', tests: 'No data', capital: 'No data' });
  });

  it.each([
    ['no figures', { centres: [], openings: [] }],
    ['figures of nought', { openings: [] }],
  ])('shows no parts before a centre is registered, with %s', (_what, over) => expect(overviewPage(overviewUnderTest(over)).shown).toBeNull());
});

describe('the overview of a region', () => {
  const page = overviewPage(regionOverviewUnderTest('Y60', 'Midlands'));
  it('is named for it and compares its boards', () => {
    expect(page).toMatchObject({ title: 'Midlands overview', query: '?region=Y60' });
    expect(page.shown?.compared.columnName).toBe('Integrated care board');
    expect(page.shown?.compared.lines.at(-1)?.name).toBe('Midlands');
    expect(page.shown?.compared.lines).toHaveLength(12);
  });
});

describe('needs attention', () => {
  const titles = (over: Parameters<typeof overviewUnderTest>[0]) => alerts(overviewUnderTest(over)).map(({ status, title }) => `${status.text}: ${title}`);

  it('names the most serious first, and six at most', () =>
    expect(titles({})).toEqual([
      'Off track: Capital is £32.3m under plan',
      'Overdue: 7 equipment milestones have passed with no update',
      "Late data: 4 centres have not sent this week's tests",
      'Late data: 2 ledgers are missing for October 2022',
      'Late data: 9 machines have had no update for 28 days',
      'At risk: 31 ledger lines worth £4.1m cannot be compared with a plan',
    ]));

  it('is empty when all is well', () => expect(titles(calm)).toEqual([]));

  it('says which regions make up most of the difference', () =>
    expect(alerts(overviewUnderTest({}))[0]?.why).toBe('More than 10% under plan. South East, North East and Yorkshire and South West make up 67% of what regions are under.'));

  it('leaves out of it a region that is over where England is under', () => {
    const over = spendOf({ level: 'region', code: 'Y60', name: 'Midlands' }, 'capital', null, 10_000, 20);
    const under = ['London', 'South West'].map((name) => spendOf({ level: 'region', code: name, name }, 'capital', null, 10_000, -20));
    expect(alerts(overviewUnderTest({ ...calm, spend: [spendOf(england, 'capital', null, 10_000, -14), over, ...under] }))[0]?.why).toBe(
      'More than 10% under plan. London and South West make up 100% of what regions are under.',
    );
  });

  it('names the kind of machine that is late most often, and why', () => {
    const whole = overviewUnderTest();
    expect(alerts(overviewUnderTest({ ...calm, installations: whole.installations, lateMachines: whole.lateMachines.map((machine) => ({ ...machine, daysOverdue: 0 })) }))).toEqual([
      expect.objectContaining({ title: 'MRI scanner: 36 of 60 are late', why: 'Most frequent reason: Power and shielding (5 machines).' }),
    ]);
  });

  it('counts one in the singular', () => {
    const [machine] = overviewUnderTest().lateMachines;
    const completeness = { centresNotReported: 1, spend: { entitiesExpected: 2, entitiesPosted: 1, entitiesNotPosted: 1 } };
    expect(titles({ ...calm, completeness, lateMachines: machine ? [machine] : [] })).toEqual([
      'Overdue: 1 equipment milestone has passed with no update',
      "Late data: 1 centre has not sent this week's tests",
      'Late data: 1 ledger is missing for October 2022',
    ]);
  });

  it('tells a forecast beyond budget from spend beyond plan', () => {
    const figure = { ...spendOf(england, 'revenue', null, 23_100_000_000, 0), forecastOutturn: 49_000_000_000 };
    expect(titles({ ...calm, spend: [figure] })).toEqual(['Off track: Revenue is forecast to finish the year £28.0m over budget']);
  });

  it('names centres that miss the target', () => {
    const centres = overviewUnderTest().centres.map((one) => (one.level === 'england' ? { ...one, forecast: 164 } : one));
    expect(titles({ ...calm, centres })).toEqual(['At risk: 1 centre is forecast to miss March 2025']);
  });
});

describe('the rating of spend', () => {
  const rating = (percent: number, over = {}) => financeRating({ ...spendOf(england, 'capital', null, 10_000, percent), forecastOutturn: null, ...over });
  it.each([
    [0, 'green'],
    [5, 'green'],
    [-6, 'amber'],
    [10, 'amber'],
    [11, 'red'],
    [-11, 'red'],
  ])('%d percent off plan is %s', (percent, expected) => expect(rating(percent)).toBe(expected));
  it('is the worse of plan and forecast', () => expect([rating(0, { forecastOutturn: 20_600 }), rating(0, { forecastOutturn: 18_900 }), rating(11, { forecastOutturn: 20_000 })]).toEqual(['amber', 'red', 'red']));
  it('is red for any spend without a plan of more than nought', () => expect(rating(0, { planToDate: 0, varianceToDate: 5 })).toBe('red'));
  it('is not known where nothing can be compared', () => expect(rating(0, { planToDate: null, varianceToDate: null })).toBeNull());
});

describe('the status of a region', () => {
  const centres = (variance: number | null, forecast: number) => ({ ...england, open: 5, temporary: 0, planned: variance === null ? null : 5 - variance, variance, direction: null, forecast, target: 10 });
  const red = spendOf(england, 'capital', null, 10_000, -14);
  const green = spendOf(england, 'capital', null, 10_000, 1);
  it.each([
    ['all well', centres(0, 10), green, 'On track', 'No concerns'],
    ['one miss', centres(0, 9), green, 'At risk', '1 centre is forecast to miss March 2025'],
    ['two misses', centres(0, 8), green, 'Off track', '2 centres are forecast to miss March 2025'],
    ['behind', centres(-1, 10), green, 'At risk', '1 centre behind plan'],
    ['money', centres(0, 10), red, 'At risk', 'Capital 14% under plan'],
    ['behind and money', centres(-2, 10), red, 'Off track', 'Capital 14% under plan. 2 centres behind plan'],
    ['all three', centres(-2, 8), red, 'Off track', '2 centres are forecast to miss March 2025. Capital 14% under plan'],
  ])('%s', (_what, figure, spend, status, why) => expect(regionStatus(figure, [spend])).toMatchObject({ status: { text: status }, why }));
  it('is not known without any plan', () => expect(regionStatus(centres(null, 10), [])).toMatchObject({ status: { text: 'No data' } }));
});

describe('opening next', () => {
  it('leaves out what is open, and names apart what should be', () => {
    const openings = overviewUnderTest().openings.slice(0, 3).map((centre, index) => ({ ...centre, isOpen: index === 0, planned: '2022-11-01', expected: index === 1 ? '2022-11-17' : '2022-11-22' }));
    expect(openingNext(openings, '2022-11-18')).toMatchObject({
      lines: [{ expected: '22 Nov 2022', against: '3 weeks late', isLate: true }],
      overdue: '1 more centre was expected before today and is not open.',
    });
  });
});

describe('downloads', () => {
  it('hold the lines of the chart', () => expect(progressCsv(overviewUnderTest(), '2022-11-18', null)).toContain('england,ENG,2022-11-18,68,,68\r\n'));
  it('hold money in whole pence', () => expect(comparedCsv(overviewUnderTest(), null)).toContain(',23100000000,19866000000,-3234000000\r\n'));

  it('say of every line of synthetic data that it is, and nothing of others', () => {
    const files = (label: string | null) => [progressCsv(overviewUnderTest(), '2022-11-18', label), comparedCsv(overviewUnderTest(), label)];
    for (const file of files('Invented, all of it.')) {
      const [header, ...lines] = file.trimEnd().split('\r\n');
      expect(header).toMatch(/,data_set$/);
      expect(lines.filter((line) => !line.endsWith(',"Invented, all of it."'))).toEqual([]);
    }
    expect(files(null).join('')).not.toContain('data_set');
  });
});
