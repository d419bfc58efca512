/** A period that a file states something of, for one of those who owe its return. */
export interface StatedPeriod {
  /** Whose return: a region, the entity of a ledger, or ENG where one file speaks for the programme. */
  readonly unit: string;
  /** The region in which a reopening covers it; null where only one for every region does. */
  readonly regionCode: string | null;
  /** As the feed's window names periods: the week's ending Sunday, or the month. */
  readonly period: string;
  /** Whether the file changes something that was accepted before. What is stated for the first time changes nothing. */
  readonly isChanged: boolean;
}
