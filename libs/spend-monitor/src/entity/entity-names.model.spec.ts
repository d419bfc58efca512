import { describe, expect, it } from '@jest/globals';
import { EntityNames, normalName, type KnownEntity } from './entity-names.model.js';

const entity = (code: string, name: string, more: Partial<KnownEntity> = {}): KnownEntity => ({ code, name, isClosed: false, allNames: [name, ...(more.allNames ?? [])], ...(more.isClosed ? { isClosed: true } : {}) });

const names = new EntityNames(
  [
    entity('ENG', 'England'),
    entity('QRV', 'North West London'),
    entity('RQM', 'CHELSEA AND WESTMINSTER HOSPITAL NHS FOUNDATION TRUST'),
    entity('RAX', 'KINGSTON AND RICHMOND NHS FOUNDATION TRUST', { allNames: ['KINGSTON HOSPITAL NHS FOUNDATION TRUST'] }),
    entity('RA1', 'DOCK YARD HOSPITAL NHS TRUST', { isClosed: true }),
    entity('RA2', 'DOCK YARD HOSPITALS NHS FOUNDATION TRUST'),
    entity('RA3', 'OLD PORT NHS TRUST'),
    entity('RA4', 'OLD PORT HOSPITALS NHS TRUST'),
  ],
  [
    { foldedName: 'theport', entityCode: 'RA3' },
    { foldedName: 'kingstonnhs', entityCode: 'QRV' },
    { foldedName: 'gone', entityCode: 'RZZ' },
  ],
);

describe('the organisation that a ledger names', () => {
  it.each([
    ['RQM', 'RQM'],
    [' rqm ', 'RQM'],
    ['eng', 'ENG'],
    ['Chelsea & Westminster NHS Foundation Trust', 'RQM'],
    ['The Chelsea and Westminster Hospital', 'RQM'],
    ['KINGSTON HOSPITAL NHS TRUST', 'RAX'],
    ['Kingston and Richmond', 'RAX'],
    ['NHS North West London ICB', 'QRV'],
    ['NHS North West London Integrated Care Board', 'QRV'],
    ['Old Port NHS Trust', 'RA3'],
    ['The Port', 'RA3'],
  ])('%s is %s', (text, code) => {
    expect(names.find(text)?.code).toBe(code);
  });

  it('is the one that is open, where two are called the same', () => {
    expect(names.find('Dock Yard')?.code).toBe('RA2');
  });

  it('follows what finance stated before a likeness', () => {
    expect(names.find('Kingston NHS')?.code).toBe('QRV');
  });

  it.each([['Old Port'], ['Chelsea'], ['NHS Trust'], [''], ['Gone']])('is not guessed at: "%s"', (text) => {
    expect(names.find(text)).toBeUndefined();
  });

  it('is offered by likeness, at most three and only when there is some', () => {
    expect(names.closest('Chelsea and Westmister Hosp').map(({ code }) => code)[0]).toBe('RQM');
    expect(names.closest('Old Port Hospital Trust of Dock Yard').length).toBeLessThanOrEqual(3);
    expect(names.closest('zzz')).toEqual([]);
  });
});

it('leaves out the words that come and go', () => {
  expect([normalName("St Mary's & the Hospitals NHS Trust"), normalName('The NHS Trust')]).toEqual(['st mary s and', '']);
});
