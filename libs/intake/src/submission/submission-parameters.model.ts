import { DomainError, isIsoMonth, type FeedName } from '@cdc/contracts';
import { CHARSETS, feedByName, type Charset, type DateOrder } from '@cdc/feeds';

/** What a sender says beside the file. Null where nothing was said: then the file itself must say it. */
export interface SubmissionParameters {
  /** Code or name of the organisation that the file is about, as it was typed. */
  readonly entity: string | null;
  /** Month that the file is about, `2020-06`. */
  readonly period: string | null;
  readonly charset: Charset | null;
  /** Null where the dates of the file are to tell. */
  readonly dateOrder: DateOrder | null;
}

export const NO_PARAMETERS: SubmissionParameters = { entity: null, period: null, charset: null, dateOrder: null };

/** The same as they stand in a query; undefined where nothing was said. */
export type StatedParameters = { readonly [name in keyof SubmissionParameters]?: string | undefined };

/**
 * The parameters of a submission.
 * @throws DomainError PARAMETER_NOT_TAKEN, PERIOD_FORMAT, CHARSET_NOT_SUPPORTED or DATE_ORDER_NOT_SUPPORTED
 */
export function parametersOf(feed: FeedName, stated: StatedParameters): SubmissionParameters {
  const { parameters } = feedByName(feed);
  for (const [name, value] of Object.entries(stated)) {
    if (value !== undefined && name !== 'charset' && !parameters.some((one) => one === name)) throw parameterNotTaken(feed, name);
  }
  return {
    entity: stated.entity?.trim() || null,
    period: stated.period === undefined ? null : periodOf(stated.period),
    charset: stated.charset === undefined ? null : charsetOf(stated.charset),
    dateOrder: stated.dateOrder === undefined ? null : dateOrderOf(stated.dateOrder),
  };
}

function periodOf(text: string): string {
  if (isIsoMonth(text)) return text;
  throw new DomainError('invalid', 'PERIOD_FORMAT', `"${text}" is not a month. Write it as year and month, like 2020-06.`);
}

function charsetOf(text: string): Charset {
  const charset = CHARSETS.find((one) => one === text.toLowerCase());
  if (charset) return charset;
  throw new DomainError('invalid', 'CHARSET_NOT_SUPPORTED', `Files in ${text} are not read. Send ${CHARSETS.join(' or ')}.`);
}

function dateOrderOf(text: string): DateOrder {
  if (text === 'dmy' || text === 'mdy') return text;
  throw new DomainError('invalid', 'DATE_ORDER_NOT_SUPPORTED', `Dates in the order ${text} are not read. Write the year first, or send dmy for dates with the day first and mdy for dates with the month first.`);
}

function parameterNotTaken(feed: FeedName, name: string): DomainError {
  return new DomainError('invalid', 'PARAMETER_NOT_TAKEN', `The feed ${feed} takes no ${name}: its files say everything themselves. Leave it out.`, { feed, parameter: name });
}
