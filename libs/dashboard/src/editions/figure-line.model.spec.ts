import { figureLine } from './figure-line.model.js';

const figure = (over: Partial<Parameters<typeof figureLine>[0]>) =>
  figureLine({
    plan: 100,
    planNotReported: 0,
    actual: 90,
    actualWithoutPlan: 0,
    variance: -10,
    direction: 'adverse',
    didNotAttend: null,
    cancelled: null,
    centresReported: 2,
    centresExpected: 2,
    ...over,
  });

describe('a line of figures', () => {
  it('shows a real minus and the word beside it', () =>
    expect(figure({})).toMatchObject({ plan: '100', actual: '90', variance: '\u221210', share: '\u221210%', status: { text: 'Adverse', shape: 'warning' }, isPartial: false }));

  it('shows a plus for more than planned', () =>
    expect(figure({ actual: 1_300, variance: 1_200, direction: 'favourable' })).toMatchObject({ variance: '+1,200', status: { text: 'Favourable' } }));

  it('never takes silence for nought', () =>
    expect(figure({ actual: null, plan: null, variance: null, direction: null, planNotReported: 31, centresReported: 0 })).toMatchObject({
      actual: 'No data',
      plan: 'No data',
      variance: '',
      notReported: '31',
      status: { text: 'Not reported' },
      bar: null,
      centres: '0 of 2',
      isPartial: true,
    }));

  it('says that there was no plan', () => expect(figure({ plan: null, variance: null, direction: null })).toMatchObject({ plan: 'No plan', status: { text: 'No plan' }, bar: null }));
});

describe('the bar', () => {
  it.each([
    [50, 0, 32],
    [100, 0, 64],
    [1_000, 0, 96],
    [100, 50, 32],
  ])('of %d tests, %d of them without plan, against 100 planned is %d wide', (actual, actualWithoutPlan, width) =>
    expect(figure({ actual, actualWithoutPlan }).bar).toEqual({ width, tick: 64 }));

  it('is left out where nothing was planned', () => expect(figure({ plan: 0 }).bar).toBeNull());
});
