import { type EditionKind } from '@cdc/contracts';
import { type Completeness, type EditionContent, type OrganisationName } from './edition-content.model.js';
import { type Edition } from './edition.entity.js';

/** An edition in a list. `asAt` is the cut: per service the last log position that the figures include. */
export interface EditionItem {
  readonly id: string;
  readonly kind: EditionKind;
  readonly scope: OrganisationName;
  readonly period: string;
  readonly asAt: Readonly<Record<string, string>>;
  readonly contentHash: string;
  readonly completeness: Completeness;
  readonly builtAt: string;
}

/** An edition whole. `grouping`: organisations are grouped as they were at the cut. `dataSet` is there for synthetic data only. */
export type EditionDocument = EditionItem & { readonly grouping: 'as then'; readonly dataSet?: { readonly label: string } } & EditionContent;

type Listed = Omit<Edition, 'content'>;

export function editionItem(edition: Listed): EditionItem {
  return {
    id: edition.id,
    kind: edition.kind,
    scope: { level: edition.scopeLevel, code: edition.scopeCode, name: edition.scopeName },
    period: edition.period,
    asAt: edition.asAt,
    contentHash: edition.contentHash,
    completeness: edition.completeness,
    builtAt: edition.builtAt.toISOString(),
  };
}

/** @param label of synthetic data; no part of what is hashed */
export function editionDocument(edition: Edition, label: string | null): EditionDocument {
  return { ...editionItem(edition), ...(label === null ? {} : { dataSet: { label } }), grouping: 'as then', ...edition.content };
}

/** Readable and unique: `ed-weekly-20240804-eng-1`. */
export function editionId(kind: EditionKind, period: string, scopeCode: string, number: number): string {
  return `ed-${kind}-${period.replaceAll('-', '')}-${scopeCode.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${number}`;
}
