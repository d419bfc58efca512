import { BUDGET_LINES, MILESTONES, MODALITIES, SLIP_REASONS } from '@cdc/contracts';
import * as fc from 'fast-check';
import { type CodeListName, type Column } from '../feeds/feed.model.js';

/** What stands in a cell, and what must be read: whole numbers and pence as numbers, dates, months, codes and texts as text. */
export interface Cell {
  readonly written: string;
  readonly read: string | number | null;
}

export const CENTRES = Array.from({ length: 20 }, (_, at) => `RWX${String(at).padStart(2, '0')}`);
export const ORGANISATIONS = ['RWX', 'RWY', 'QMJ', 'Y56', 'ENG'];
export const MACHINES = Array.from({ length: 20 }, (_, at) => `RWX-MRI-${at}`);

const EMPTY: Cell = { written: '', read: null };

/** A code with the spellings that mean it. */
type Code = readonly [code: string, ...spellings: string[]];

const registered = (codes: readonly string[]): Code[] => codes.map((code) => [code, code.toLowerCase(), ` ${code} `]);
const named = (rows: readonly { readonly code: string; readonly name: string }[]): Code[] => rows.map(({ code, name }) => [code, name, name.toUpperCase()]);

const CODES: Readonly<Record<CodeListName, readonly Code[]>> = {
  cdcs: registered(CENTRES),
  organisations: registered(ORGANISATIONS),
  machines: registered(MACHINES),
  tests: [
    ['MRI', 'Magnetic Resonance Imaging', 'mri scan'],
    ['CT', 'Computed Tomography', 'computed tomography'],
    ['NON_OBSTETRIC_ULTRASOUND', 'Non-obstetric Ultrasound', 'non obstetric ultrasound'],
    ['GASTROSCOPY', 'Gastroscopy'],
  ],
  icbs: [['QMJ'], ['QRL', 'NHS Hampshire and Isle of Wight Integrated Care Board']],
  regions: [['Y56', 'London', 'LONDON COMMISSIONING REGION'], ['Y60', 'Midlands']],
  archetypes: [['standard', 'Standard'], ['large'], ['hub'], ['spoke', 'SPOKE']],
  'cdc-statuses': [['open', 'Live'], ['approved'], ['closed']],
  'ods-statuses': [['active', 'Active'], ['inactive', 'Inactive']],
  'yes-no': [['yes', 'Y', 'true'], ['no', 'N']],
  'spend-kinds': [['capital', 'Capital'], ['revenue']],
  'budget-lines': named(BUDGET_LINES),
  milestones: named(MILESTONES),
  modalities: named(MODALITIES),
  'slip-reasons': named(SLIP_REASONS),
};

const pick = ([code, ...spellings]: Code): fc.Arbitrary<Cell> => fc.constantFrom(code, ...spellings).map((written) => ({ written, read: code }));

const thousands = (digits: string): string => digits.replaceAll(/\B(?=(\d{3})+$)/g, ',');

const wholeCell = (max: number): fc.Arbitrary<Cell> =>
  fc.tuple(fc.nat({ max: Math.min(max, 99_999) }), fc.constantFrom('plain', 'thousands', 'point zero')).map(([read, form]) => {
    const digits = String(read);
    return { read, written: { plain: digits, thousands: thousands(digits), 'point zero': `${digits}.00` }[form] ?? digits };
  });

/** @param published with £ and brackets */
export function moneyText(pence: number, form: 'plain' | 'thousands' | 'pounds' | 'brackets'): string {
  const digits = String(Math.abs(pence)).padStart(3, '0');
  const [pounds, rest] = [digits.slice(0, -2), digits.slice(-2)];
  const minus = pence < 0 ? '-' : '';
  switch (form) {
    case 'plain':
      return `${minus}${pounds}.${rest}`;
    case 'thousands':
      return `${minus}${thousands(pounds)}${rest === '00' ? '' : `.${rest}`}`;
    case 'pounds':
      return ` ${minus}£${thousands(pounds)}.${rest} `;
    case 'brackets':
      return pence < 0 ? `(£${thousands(pounds)}.${rest})` : `£${pounds}.${rest}`;
  }
}

const moneyCell = ({ signed = false, moneyFormat = 'plain' }: Column): fc.Arbitrary<Cell> =>
  fc
    .tuple(
      fc.integer({ min: signed ? -9_999_999 : 0, max: 99_999_999 }),
      moneyFormat === 'plain' ? fc.constantFrom('plain', 'thousands') : fc.constantFrom('plain', 'thousands', 'pounds', 'brackets'),
    )
    .map(([read, form]) => ({ read, written: moneyText(read, form) }));

const MONTH_NAMES = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export const monthCell = (at: number): fc.Arbitrary<Cell> => {
  const [year, month] = [2019 + Math.floor(at / 12), (at % 12) + 1];
  const [iso, name = ''] = [`${year}-${String(month).padStart(2, '0')}`, MONTH_NAMES[month - 1]];
  const short = `${name.slice(0, 3)}-${year % 100}`;
  return fc.constantFrom(iso, `${iso}-01`, `${name} ${year}`, short, short.toUpperCase()).map((written) => ({ written, read: iso }));
};

const TEXT = fc.string({ unit: fc.constantFrom('a', 'B', '7', ' ', ',', ';', '|', '"', '\n', 'é', '£', '&', '-'), minLength: 0, maxLength: 12 }).map((text) => `x${text}y`);

/** The cell of a column in a row; keys differ from row to row by `at`. Dates are made where their order is known. */
export function cellOf(column: Column, at: number, isKey: boolean, earlierKeyTells: boolean): fc.Arbitrary<Cell> {
  const value = valueOf(column, at, isKey && !earlierKeyTells);
  return column.required === true ? value : fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.constant(EMPTY) });
}

function valueOf(column: Column, at: number, isOwnKey: boolean): fc.Arbitrary<Cell> {
  const same = (text: string): fc.Arbitrary<Cell> => fc.constant({ written: text, read: text });
  switch (column.type) {
    case 'whole':
      return wholeCell(column.max ?? 99_999);
    case 'money':
      return moneyCell(column);
    case 'decimal':
      return fc.constantFrom({ written: '51.5', read: 51.5 }, { written: '-0.25', read: -0.25 });
    case 'month':
      return monthCell(at);
    case 'code': {
      const codes = CODES[column.list ?? 'tests'];
      const code = codes[at % codes.length] ?? ['MRI'];
      return isOwnKey ? pick(code) : fc.constantFrom(...codes).chain(pick);
    }
    case 'text':
      if (column.name === 'ons_code' || column.name === 'icb_ons_code') return same(`E540000${String(at + 10)}`);
      if (isOwnKey) return same(`RX${String(at).padStart(2, '0')}`);
      return column.pattern || (column.maxLength ?? 500) < 20 ? same(column.example) : TEXT.map((text) => ({ written: text, read: text }));
    case 'date':
      throw new TypeError(`${column.name}: dates are made with their order`);
  }
}
