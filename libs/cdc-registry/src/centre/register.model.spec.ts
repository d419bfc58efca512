import { describe, expect, it } from '@jest/globals';
import { type CdcRegisterRow } from '@cdc/feeds';
import { registerCentres, type RegisterInput } from './register.model.js';
import { type CentreFacts } from './centre.model.js';
import { type Site } from './site-matching.model.js';

const blank: CdcRegisterRow = {
  cdcCode: null,
  name: 'Dock CDC',
  hostTrust: null,
  icbCode: null,
  icbOnsCode: 'E54000028',
  regionCode: null,
  archetype: null,
  status: null,
  temporary: null,
  opened: null,
  postcode: 'N1 9GU',
  parentHub: null,
  longitude: null,
  openTwelveSeven: null,
  latitude: null,
};
const listed = (name: string, postcode: string | null, more: Partial<CdcRegisterRow> = {}): CdcRegisterRow => ({
  ...blank,
  name,
  postcode,
  ...more,
});
const coded = (cdcCode: string, more: Partial<CdcRegisterRow> = {}): CdcRegisterRow => ({
  ...blank,
  cdcCode,
  icbCode: 'QMJ',
  icbOnsCode: null,
  ...more,
});
const site = (code: string, name: string, postcode: string, active = true): Site => ({
  code,
  name,
  postcode,
  operatedBy: 'RAL',
  active,
});
const icbs = [{ code: 'QMJ', onsCode: 'E54000028', name: 'North Central London', regionCode: 'Y56' }];
const register = (rows: readonly CdcRegisterRow[], more: Partial<RegisterInput> = {}) =>
  registerCentres({ rows, known: [], sites: [], icbs, hash: (text) => `<${text}>`, ...more });
const after = (rows: readonly CdcRegisterRow[], more: Partial<RegisterInput> = {}): CentreFacts[] => [
  ...register(rows, more).changed,
];

describe('the published list', () => {
  it('makes a code from folded name and postcode where no site matches, and asks for a review', () => {
    const { changed, reviews } = register([listed('Dock CDC', 'N1 9GU')]);
    expect(changed[0]).toMatchObject({
      cdcCode: 'GOVUK-<dockcdcN19GU>',
      identity: 'govuk-hash',
      cdcNumber: 1,
      status: 'open',
      icbCode: 'QMJ',
      regionCode: 'Y56',
      opened: null,
      hostTrust: null,
    });
    expect(reviews).toEqual([{ cdcNumber: 1, reason: 'no-active-site', candidates: [] }]);
  });

  it('takes code and host of the matched site', () => {
    const { changed, reviews } = register([listed('Dock CDC', 'N1 9GU')], {
      sites: [site('A1A1A', 'DOCK CDC', 'N19GU')],
    });
    expect(changed[0]).toMatchObject({ cdcCode: 'A1A1A', identity: 'ods-site', hostTrust: 'RAL' });
    expect(reviews).toEqual([]);
  });

  it('keeps a made code when a site appears later, and says so', () => {
    const known = after([listed('Dock CDC', 'N1 9GU')]);
    const { changed, counts, reviews } = register([listed('Dock CDC.', 'n19gu')], {
      known,
      sites: [site('A1A1A', 'DOCK CDC', 'N1 9GU')],
    });
    expect(changed.map(({ cdcCode }) => cdcCode)).toEqual(['GOVUK-<dockcdcN19GU>']);
    expect(counts).toEqual({ new: 0, changed: 1, unchanged: 0 });
    expect(reviews).toMatchObject([{ reason: 'site-now-known', candidates: [{ code: 'A1A1A' }] }]);
  });

  it('keeps the code of a known centre when its site closes', () => {
    const known = after([listed('Dock CDC', 'N1 9GU')], { sites: [site('A1A1A', 'DOCK CDC', 'N1 9GU')] });
    expect(
      register([listed('Dock CDC', 'N1 9GU')], { known, sites: [site('A1A1A', 'DOCK CDC', 'N1 9GU', false)] }).counts,
    ).toEqual({ new: 0, changed: 0, unchanged: 1 });
  });

  it('numbers new centres after the highest and never again', () => {
    const known = after([listed('A CDC', 'N1 1AA'), listed('B CDC', 'N1 1AB')]);
    const next = register([listed('C CDC', 'N1 1AC'), listed('A CDC', 'N1 1AA')], { known });
    expect(next.changed.map(({ name, cdcNumber }) => [name, cdcNumber])).toEqual([['C CDC', 3]]);
    expect(
      next.reviews?.filter(({ reason }) => reason === 'not-in-latest-list').map(({ cdcNumber }) => cdcNumber),
    ).toEqual([2]);
  });

  it('does not miss a centre that our template registered', () => {
    const known = after([coded('RAL01', { name: 'Other CDC', postcode: 'N2 1AA' })]);
    expect(register([listed('Dock CDC', 'N1 9GU')], { known }).reviews?.map(({ reason }) => reason)).toEqual([
      'no-active-site',
    ]);
  });

  it('opens a centre again that was closed', () => {
    const known = after([listed('Dock CDC', 'N1 9GU')]).map((centre) => ({ ...centre, status: 'closed' as const }));
    expect(register([listed('Dock CDC', 'N1 9GU')], { known }).changed[0]?.status).toBe('open');
  });
});

describe('the template', () => {
  it('states a centre by its code and leaves what its cells leave blank', () => {
    const known = after([
      coded('RAL01', { hostTrust: 'RAL', archetype: 'large', opened: '2022-04-01', temporary: true }),
    ]);
    expect(known[0]).toMatchObject({
      identity: 'submitted',
      status: 'open',
      archetype: 'large',
      temporary: true,
      opened: '2022-04-01',
    });
    const { changed, counts, reviews } = register([coded('RAL01', { status: 'closed', archetype: 'spoke' })], {
      known,
    });
    expect(changed).toEqual([{ ...known[0], status: 'closed', archetype: 'spoke' }]);
    expect([counts, reviews]).toEqual([{ new: 0, changed: 1, unchanged: 0 }, null]);
  });

  it('does not change how the code of a known centre was found', () => {
    const known = after([listed('Dock CDC', 'N1 9GU')], { sites: [site('A1A1A', 'DOCK CDC', 'N1 9GU')] });
    expect(register([coded('A1A1A', { archetype: 'hub' })], { known }).changed[0]).toMatchObject({
      identity: 'ods-site',
      hostTrust: 'RAL',
      archetype: 'hub',
      cdcNumber: 1,
    });
  });
});
