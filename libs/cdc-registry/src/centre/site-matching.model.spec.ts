import { describe, expect, it } from '@jest/globals';
import {
  foldPostcode,
  identityKey,
  matchSites,
  nameSimilarity,
  NAME_THRESHOLD,
  type Site,
} from './site-matching.model.js';

const site = (code: string, name: string, postcode: string, active = true): Site => ({
  code,
  name,
  postcode,
  operatedBy: 'RXX',
  active,
});
const codes = (matches: ReturnType<typeof matchSites>) =>
  Object.fromEntries([...matches].map(([at, match]) => [at, match.site.code]));

describe('names and postcodes', () => {
  it('folds postcodes and tells centres apart by name and postcode', () => {
    expect(foldPostcode(' hp7 0jd')).toBe('HP70JD');
    expect(foldPostcode(' ')).toBeNull();
    expect(identityKey({ name: 'St. Albans  CDC', postcode: 'AL3 5PN' })).toBe(
      identityKey({ name: 'ST ALBANS CDC', postcode: 'al35pn' }),
    );
    expect(identityKey({ name: 'A', postcode: 'BC1 1AA' })).not.toBe(identityKey({ name: 'A', postcode: 'BC1 1AB' }));
  });

  it('compares names by pairs of letters, without the words that all have', () => {
    expect(nameSimilarity('Brighton CDC', 'BRIGHTON COMMUNITY DIAGNOSTIC CENTRE')).toBe(1);
    // leeds: 4 pairs, leedsseacroft: 12, in common 4
    expect(nameSimilarity('Leeds CDC', 'Leeds Seacroft CDC')).toBe(0.5);
    // aaa and aa: the one pair of aa counts once: 2 / (2 + 1)
    expect(nameSimilarity('aaa', 'aa')).toBeCloseTo(2 / 3, 10);
    expect(nameSimilarity('Grantham CDC', 'SKEGNESS CDC')).toBeLessThan(NAME_THRESHOLD);
  });
});

describe('matching of listed centres to sites', () => {
  it('gives a site that is alone at a postcode, whatever its name', () => {
    const listed = [{ name: 'Broad Marsh CDC', postcode: 'NG1 7DD' }];
    expect(codes(matchSites(listed, [site('H5P4W', 'NOTTINGHAM CITY CDC', 'NG17DD')]))).toEqual({ 0: 'H5P4W' });
  });

  it('chooses the nearest name where sites share a postcode', () => {
    const listed = [{ name: 'Amersham Hospital CDC', postcode: 'HP7 0JD' }];
    const sites = [
      site('A2C4J', 'AMERSHAM COMMUNITY HOSPITAL CDC', 'HP7 0JD'),
      site('K5C0P', 'AMERSHAM HOSPITAL CDC', 'HP7 0JD'),
    ];
    expect(codes(matchSites(listed, sites))).toEqual({ 0: 'K5C0P' });
    expect(codes(matchSites(listed, [...sites].reverse()))).toEqual({ 0: 'K5C0P' });
  });

  it('gives none of several sites when no name is near', () => {
    const listed = [{ name: 'Thurrock CDC', postcode: 'RM16 2PX' }];
    expect(
      matchSites(listed, [site('RATE1', 'GIFFORD HOUSE', 'RM16 2PX'), site('RATE2', 'PAEDIATRICS', 'RM16 2PX')]).size,
    ).toBe(0);
  });

  it('gives a site to one centre only', () => {
    const listed = [
      { name: 'West Mendip CDC', postcode: 'TA1 2PX' },
      { name: 'Somerset West CDC', postcode: 'TA1 2PX' },
    ];
    expect(codes(matchSites(listed, [site('R3H5P', 'SOMERSET WEST CDC', 'TA1 2PX')]))).toEqual({ 1: 'R3H5P' });
    const twins = [
      { name: 'Dock CDC', postcode: 'N1 9GU' },
      { name: 'Dock CDC.', postcode: 'N1 9GU' },
    ];
    expect(codes(matchSites(twins, [site('A1A1A', 'DOCK', 'N1 9GU')]))).toEqual({ 0: 'A1A1A' });
  });

  it('never gives an inactive site, nor one elsewhere, nor one to a centre without a postcode', () => {
    expect(
      matchSites([{ name: 'Ely CDC', postcode: 'CB6 1DN' }], [site('A1A1A', 'ELY CDC', 'CB6 1DN', false)]).size,
    ).toBe(0);
    expect(matchSites([{ name: 'Ely CDC', postcode: 'CB6 1DN' }], [site('A1A1A', 'ELY CDC', 'CB6 1DM')]).size).toBe(0);
    expect(
      matchSites([{ name: 'Ely CDC', postcode: null }], [{ ...site('A1A1A', 'ELY CDC', ''), postcode: null }]).size,
    ).toBe(0);
  });
});
