import { foldName } from '@cdc/contracts';

/** An organisation that may have a ledger: a trust, a board, a region or England. */
export interface KnownEntity {
  readonly code: string;
  /** As it is called now. */
  readonly name: string;
  readonly isClosed: boolean;
  /** Every name it ever had, this one among them. */
  readonly allNames: readonly string[];
}

/** Words that bodies add and leave out at will. */
const DROPPED = new Set(['nhs', 'foundation', 'trust', 'hospital', 'hospitals', 'the']);
const MOST_SUGGESTIONS = 3;
/** Share of letter pairs from which on a name is worth showing. */
const LEAST_LIKENESS = 0.4;

/** `Chelsea & Westminster NHS Foundation Trust` and `CHELSEA AND WESTMINSTER HOSPITAL NHS FOUNDATION TRUST` both give `chelsea and westminster`. */
export function normalName(name: string): string {
  const words = name.toLowerCase().replaceAll('&', ' and ').replace(/[^a-z0-9]+/g, ' ').replace(/\b(?:integrated care board|icb)\b/g, ' ');
  return words.split(' ').filter((word) => word !== '' && !DROPPED.has(word)).join(' ');
}

/** Finds organisations by what a ledger calls them. */
export class EntityNames {
  private readonly byCode: ReadonlyMap<string, KnownEntity>;
  private readonly aliases: ReadonlyMap<string, string>;

  constructor(
    private readonly known: readonly KnownEntity[],
    aliases: readonly { readonly foldedName: string; readonly entityCode: string }[],
  ) {
    this.byCode = new Map(known.map((entity) => [entity.code, entity]));
    this.aliases = new Map(aliases.map(({ foldedName, entityCode }) => [foldedName, entityCode]));
  }

  /** By code; by its name, letter for letter; as finance stated; by a former name; by the words that matter, where only one body has them. Else undefined. */
  find(text: string): KnownEntity | undefined {
    const folded = foldName(text);
    const wanted = normalName(text);
    return (
      this.byCodeOnly(text) ??
      this.byOwnName(text) ??
      this.byCode.get(this.aliases.get(folded) ?? '') ??
      this.one(({ allNames }) => allNames.some((name) => foldName(name) === folded)) ??
      (wanted === '' ? undefined : this.one(({ allNames }) => allNames.some((name) => normalName(name) === wanted)))
    );
  }

  byCodeOnly(code: string): KnownEntity | undefined {
    return this.byCode.get(code.trim().toUpperCase());
  }

  /** By the name it has now, letter for letter. */
  byOwnName(text: string): KnownEntity | undefined {
    const folded = foldName(text);
    return this.one(({ name }) => foldName(name) === folded);
  }

  /** The bodies that are called most like it, the likest first. */
  closest(text: string): readonly KnownEntity[] {
    const wanted = normalName(text);
    return this.known
      .map((entity) => ({ entity, likeness: Math.max(...entity.allNames.map((name) => likeness(wanted, normalName(name))), 0) }))
      .filter((one) => one.likeness >= LEAST_LIKENESS)
      .sort((one, other) => other.likeness - one.likeness || (one.entity.code < other.entity.code ? -1 : 1))
      .slice(0, MOST_SUGGESTIONS)
      .map(({ entity }) => entity);
  }

  /** The only one, or the only one that is not closed. */
  private one(fits: (entity: KnownEntity) => boolean): KnownEntity | undefined {
    const found = this.known.filter(fits);
    const open = found.filter(({ isClosed }) => !isClosed);
    if (found.length === 1) return found[0];
    return open.length === 1 ? open[0] : undefined;
  }
}

/** Dice's coefficient over pairs of neighbouring letters, 0 to 1. */
function likeness(one: string, other: string): number {
  const pairs = pairsOf(one);
  const others = pairsOf(other);
  const shared = [...pairs].filter((pair) => others.has(pair)).length;
  return shared === 0 ? 0 : (2 * shared) / (pairs.size + others.size);
}

function pairsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(text.length - 1, 0) }, (_, at) => text.slice(at, at + 2)));
}
