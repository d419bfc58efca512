import { type Column } from '../feeds/feed.model.js';
import { type HeaderMatch } from '../header/header-match.js';
import { type NumberEvidence } from './evidence.js';
import { isBodyHeader, isBusinessHeader, patientColumn, type PatientColumn } from './patient-words.js';
import { type PrivacyGuard } from './privacy-guard.js';

/** One column that is looked at in every row. */
export interface Watch {
  /** Place in the file, from 0. */
  readonly fileColumn: number;
  /** Canonical name, where the layout declares the column. */
  readonly column: string | null;
  /** Null where one number is enough: free text. */
  readonly numbers: NumberEvidence | null;
  /** Whether its words may turn a number of the same row into evidence. A supplier's never do. */
  readonly keepsCompany: boolean;
  /** Set while the header promises details of patients and no cell has borne it out. */
  patients: PatientColumn | null;
}

/** The columns to look at under a header: texts, and what the layout does not declare. Of other columns no sound cell is looked at. */
export function watchesOf(match: HeaderMatch, file: PrivacyGuard): Watch[] {
  const { layout, places, width } = match;
  const declared = new Map<number, Column>();
  layout.columns.forEach((column, index) => declared.set(places[index] ?? -1, column));
  const doubled = new Map(match.duplicates.flatMap(({ column, places: all }) => all.map((place) => [place, column] as const)));
  const names = new Map(match.unknown.map(({ name, place }) => [place, name]));
  return Array.from({ length: width }, (_, place) => place).flatMap((place) => {
    const column = declared.get(place) ?? doubled.get(place);
    if (column) return isText(column) ? [declaredWatch(place, column, file)] : [];
    // Columns of a published file without a header row are no surprise.
    return [layout.positions ? bookkeepingWatch(place, null, file) : undeclaredWatch(place, names.get(place) ?? '', file)];
  });
}

/** The columns of a table that fits no layout. */
export function watchesWithout(header: readonly string[], width: number, file: PrivacyGuard): Watch[] {
  return Array.from({ length: width }, (_, place) => undeclaredWatch(place, header[place] ?? '', file));
}

/** A pattern vouches for a text as a list of codes does for a code. */
function isText({ type, pattern }: Column): boolean {
  return type === 'text' && pattern === undefined;
}

function declaredWatch(fileColumn: number, { name, bookkeeping }: Column, file: PrivacyGuard): Watch {
  if (bookkeeping) return bookkeepingWatch(fileColumn, name, file);
  return { fileColumn, column: name, numbers: null, keepsCompany: true, patients: null };
}

function bookkeepingWatch(fileColumn: number, column: string | null, file: PrivacyGuard): Watch {
  return { fileColumn, column, numbers: file.evidence('bookkeeping'), keepsCompany: false, patients: null };
}

function undeclaredWatch(fileColumn: number, header: string, file: PrivacyGuard): Watch {
  const patients = patientColumn(header);
  if (patients === null && isBusinessHeader(header)) return bookkeepingWatch(fileColumn, null, file);
  return { fileColumn, column: null, numbers: file.evidence('undeclared'), keepsCompany: !isBodyHeader(header), patients };
}
