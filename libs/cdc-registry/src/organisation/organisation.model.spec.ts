import { describe, expect, it } from '@jest/globals';
import { changesOf, dayBefore, restate, changeOf, type OrganisationFacts } from './organisation.model.js';

const kingston: OrganisationFacts = {
  code: 'RAX',
  kind: 'trust',
  name: 'KINGSTON HOSPITAL',
  onsCode: null,
  regionCode: 'Y56',
  icbCode: 'QWE',
  operatedBy: null,
  postcode: 'KT2 7QB',
  opened: '2013-05-01',
  closed: null,
  status: null,
  version: 1,
};

describe('what a row says of an organisation', () => {
  it('keeps what the row does not state and blanks what it states blank', () => {
    expect(restate(kingston, { kind: 'trust', code: 'RAX', regionCode: null })).toEqual({
      ...kingston,
      regionCode: null,
    });
    expect(
      restate({ ...kingston, closed: '2024-01-01' }, { kind: 'trust', code: 'RAX', closed: null }).closed,
    ).toBeNull();
    expect(restate(kingston, { kind: 'trust', code: 'RAX', name: undefined }).name).toBe('KINGSTON HOSPITAL');
  });

  it('opens the first version of one that is new', () => {
    const facts = restate(undefined, { kind: 'icb', code: 'QHM', regionCode: 'Y63' });
    expect(changeOf(undefined, facts)).toEqual({
      facts: { ...facts, version: 1 },
      change: 'new',
      versionStep: 'open-first',
    });
  });
});

describe('what a change does to the versions', () => {
  it.each([
    ['name', { name: 'KINGSTON AND RICHMOND' }],
    ['region', { regionCode: 'Y59' }],
    ['ICB', { icbCode: 'QKS' }],
    ['operator', { operatedBy: 'RJ7' }],
  ])('closes one and opens one when the %s changes', (_, change) => {
    const known = { ...kingston, operatedBy: 'RJ1' };
    expect(changeOf(known, { ...known, ...change })).toEqual({
      facts: { ...known, ...change, version: 2 },
      change: 'changed',
      versionStep: 'close-and-open',
    });
  });

  it('keeps the version when only facts without dates change', () => {
    const moved = { ...kingston, postcode: 'KT1 1AA', closed: '2025-01-31' };
    expect(changeOf(kingston, moved)).toEqual({ facts: moved, change: 'changed', versionStep: 'keep' });
  });

  it('fills in what was not known, without a new version', () => {
    const nameless = { ...kingston, name: null };
    expect(changeOf(nameless, kingston)).toEqual({ facts: kingston, change: 'changed', versionStep: 'amend' });
    // A region that moves beside a name that is learnt is a change in the world all the same.
    expect(changeOf(nameless, { ...kingston, regionCode: 'Y59' }).versionStep).toBe('close-and-open');
  });

  it('counts a stated blank in place of a known region as a change', () => {
    expect(changeOf(kingston, { ...kingston, regionCode: null }).versionStep).toBe('close-and-open');
  });

  it('says unchanged when nothing is different', () => {
    expect(changeOf(kingston, { ...kingston })).toEqual({ facts: kingston, change: 'unchanged', versionStep: 'keep' });
  });
});

it('lets rows of one organisation build on each other', () => {
  const changes = changesOf(new Map(), [
    { kind: 'icb', code: 'QHM', regionCode: 'Y63' },
    { kind: 'icb', code: 'QHM', name: 'North East and North Cumbria' },
  ]);
  expect(changes).toHaveLength(1);
  expect(changes[0]?.facts).toMatchObject({ regionCode: 'Y63', name: 'North East and North Cumbria', version: 1 });
});

it('ends a version the day before the next begins, over month and year ends', () => {
  expect(dayBefore('2024-03-01')).toBe('2024-02-29');
  expect(dayBefore('2025-01-01')).toBe('2024-12-31');
});
