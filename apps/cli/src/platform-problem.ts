import { errorMessage } from './error-message.js';
import { countOf, recordOf, recordsOf, textOf, type JsonRecord } from './json-record.js';

/** The platform answered with a problem. The message is its own words. */
export class PlatformProblem extends Error {
  override readonly name = 'PlatformProblem';
  readonly code: string;

  constructor(
    readonly status: number,
    readonly problem: JsonRecord,
  ) {
    super(textOf(problem, 'detail') ?? `The platform answered with status ${status}.`);
    this.code = textOf(problem, 'code') ?? '';
  }

  /** What to show a person: what happened, each thing that is wrong, what to quote. */
  lines(): string[] {
    const errors = recordsOf(this.problem['errors']);
    const each = errors.length > 1 ? errors.map((error) => `  ${[textOf(error, 'field'), textOf(error, 'message')].filter(Boolean).join(': ')}`) : [];
    const traceId = this.status >= 500 ? textOf(this.problem, 'traceId') : undefined;
    return [this.message, ...each, ...(traceId === undefined ? [] : [`Trace id: ${traceId}`])];
  }
}

/** No answer came. */
export class PlatformUnreachable extends Error {
  override readonly name = 'PlatformUnreachable';

  constructor(url: URL, cause: unknown) {
    const code = textOf(recordOf(cause), 'code') ?? errorMessage(cause);
    super(`The platform at ${url.origin} does not answer (${code}). Start it with "npm start", or say where it is with --url or CDC_URL.`, { cause });
  }
}

/** @param text the body of an answer with a status from 400 */
export function problemOf(status: number, text: string): PlatformProblem {
  try {
    const problem = recordOf(JSON.parse(text));
    return new PlatformProblem(countOf(problem, 'status') || status, problem);
  } catch {
    return new PlatformProblem(status, {});
  }
}
