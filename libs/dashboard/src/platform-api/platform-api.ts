import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError, type EditionKind, type Level } from '@cdc/contracts';
import { ENV, type Env } from '@cdc/platform';
import { z } from 'zod';
import { type ConfirmCode } from '@cdc/feeds';
import { CentreItem } from './centre-item.js';
import { ConfirmationItem, DiffItem } from './confirmation-item.js';
import { EditionContent, EditionItem } from './edition-item.js';
import { OnTimeItem } from './on-time-item.js';
import { OverviewItem } from './overview-item.js';
import { OwedReturnItem } from './owed-return-item.js';
import { ReopeningItem } from './reopening-item.js';
import { problemToError } from './platform-problem.js';
import { readableOf, webStreamOf } from './web-streams.js';
import { SubmissionError, SubmissionErrorGroup, SubmissionFix, SubmissionItem, SubmissionReceipt } from './submission-item.js';

/** Whose access token a call carries. */
export interface Caller {
  readonly accessToken: string;
}

export interface SubmissionFilter {
  readonly region?: string;
  readonly feed?: string;
  readonly status?: string;
  /** Where an earlier page of the list ended. */
  readonly after?: string;
}

export interface EditionFilter {
  readonly kind?: EditionKind;
  readonly level?: Level;
  readonly code?: string;
  /** Where an earlier page of the list ended. */
  readonly after?: string;
}

/** An answer to hand on unread. `disposition` names the file, where the platform names one. */
export interface Download {
  readonly contentType: string;
  readonly disposition: string | null;
  readonly content: Readable;
}

const LARGEST_PAGE = 500;
const READ_TIMEOUT_MS = 30_000;
/** Building an edition waits until everything accepted before has been applied. */
const BUILD_TIMEOUT_MS = 120_000;
/** Longer than a weekly return of England takes, and not too long to look at a button. */
const DECISION_SECONDS = 2;

interface Call {
  readonly method?: 'GET' | 'POST';
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
  readonly timeoutMs?: number;
}

/** The platform's public API, called in the name of the person who looks at the page. The pages have no other way to any figure. */
@Injectable()
export class PlatformApi {
  constructor(@Inject(ENV) private readonly env: Env) {}

  /** Newest first. Throws what the API answered, as a DomainError; so does every call here. */
  async submissions(caller: Caller, filter: SubmissionFilter, limit: number): Promise<{ items: SubmissionItem[]; next: string | null }> {
    return this.json(caller, '/api/v1/submissions', list(SubmissionItem), { query: { ...filter, limit: String(limit) } });
  }

  async submission(caller: Caller, id: string): Promise<SubmissionItem> {
    return this.json(caller, `/api/v1/submissions/${encodeURIComponent(id)}`, SubmissionItem);
  }

  async submissionErrors(caller: Caller, id: string, after?: string): Promise<{ items: SubmissionError[]; next: string | null }> {
    const query = { limit: String(LARGEST_PAGE), after };
    return this.json(caller, `/api/v1/submissions/${encodeURIComponent(id)}/errors`, list(SubmissionError), { query });
  }

  async submissionErrorGroups(caller: Caller, id: string): Promise<SubmissionErrorGroup[]> {
    const path = `/api/v1/submissions/${encodeURIComponent(id)}/errors`;
    return (await this.json(caller, path, list(SubmissionErrorGroup), { query: { group: 'code' } })).items;
  }

  async confirmation(caller: Caller, id: string): Promise<ConfirmationItem> {
    return this.json(caller, `/api/v1/submissions/${encodeURIComponent(id)}/confirmation`, ConfirmationItem);
  }

  async submissionDiff(caller: Caller, id: string, limit: number): Promise<DiffItem> {
    return this.json(caller, `/api/v1/submissions/${encodeURIComponent(id)}/diff`, DiffItem, { query: { limit: String(limit) } });
  }

  async confirm(caller: Caller, id: string, reasons: readonly { readonly code: ConfirmCode; readonly reason: string }[]): Promise<void> {
    await this.post(caller, `/api/v1/submissions/${encodeURIComponent(id)}/confirm`, { reasons });
  }

  /** Turns a file away that waits for reasons. */
  async rejectWaiting(caller: Caller, id: string, reason: string): Promise<void> {
    await this.post(caller, `/api/v1/submissions/${encodeURIComponent(id)}/reject`, { reason });
  }

  /** What the platform offers to put right in a rejected file. */
  async submissionFixes(caller: Caller, id: string): Promise<SubmissionFix[]> {
    return (await this.json(caller, `/api/v1/submissions/${encodeURIComponent(id)}/fixes`, list(SubmissionFix))).items;
  }

  /** Sends a corrected copy. @param groups ids of {@link submissionFixes}. @param reason why, where it is not that of the first file. Answers the new submission's id. */
  async fixSubmission(caller: Caller, id: string, groups: readonly string[], reason?: string): Promise<string> {
    const path = `/api/v1/submissions/${encodeURIComponent(id)}/fixes`;
    const headers = { 'Content-Type': 'application/json' };
    return (await this.json(caller, path, SubmissionReceipt, { method: 'POST', headers, body: JSON.stringify({ groups, reason }), timeoutMs: BUILD_TIMEOUT_MS })).id;
  }

  /** Passes a file on as it arrives; nothing of it is kept here. Answers the submission's id, for a small file when it is decided: its sender then sees that at once. */
  async submit(caller: Caller, feed: string, fileName: string, content: Readable, query: Readonly<Record<string, string | undefined>> = {}): Promise<string> {
    const headers = {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      Prefer: `wait=${DECISION_SECONDS}`,
    };
    const path = `/api/v1/feeds/${encodeURIComponent(feed)}/submissions`;
    // No limit on time: a large file over a slow line may take long and says so by arriving.
    return (await this.json(caller, path, SubmissionReceipt, { method: 'POST', query, headers, body: content, timeoutMs: 0 })).id;
  }

  /** Newest first. */
  async editions(caller: Caller, filter: EditionFilter, limit: number): Promise<{ items: EditionItem[]; next: string | null }> {
    return this.json(caller, '/api/v1/reports/editions', list(EditionItem), { query: { ...filter, limit: String(limit) } });
  }

  async edition(caller: Caller, id: string): Promise<EditionContent> {
    return this.json(caller, `/api/v1/reports/editions/${encodeURIComponent(id)}`, EditionContent, { query: { format: 'json' } });
  }

  async buildEdition(caller: Caller, kind: EditionKind, period: string, scope: { level: Level; code: string }): Promise<EditionItem> {
    return this.json(caller, `/api/v1/reports/${kind}/editions`, EditionItem, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ period, scope }),
      timeoutMs: BUILD_TIMEOUT_MS,
    });
  }

  /** How England or a region stands now. */
  async overview(caller: Caller, scope: { level: 'england' | 'region'; code: string }): Promise<OverviewItem> {
    return this.json(caller, '/api/v1/overview', OverviewItem, { query: scope });
  }

  /** What a region owes, those that were due first before the others. */
  async owedReturns(caller: Caller, region: string): Promise<OwedReturnItem[]> {
    return (await this.json(caller, '/api/v1/expected/returns', list(OwedReturnItem), { query: { region } })).items;
  }

  /** How the centres of a region have returned their last weeks. */
  async onTime(caller: Caller, region: string): Promise<OnTimeItem> {
    return this.json(caller, '/api/v1/expected/on-time', OnTimeItem, { query: { region } });
  }

  /** What is open again to a region, those that are locked first before the others. */
  async reopenings(caller: Caller, region: string): Promise<ReopeningItem[]> {
    return (await this.json(caller, '/api/v1/expected/reopenings', list(ReopeningItem), { query: { region } })).items;
  }

  async reopen(caller: Caller, feed: string, asked: { readonly regionCode: string; readonly period: string; readonly reason: string; readonly expiresAt: string }): Promise<void> {
    await this.post(caller, `/api/v1/feeds/${encodeURIComponent(feed)}/reopenings`, asked);
  }

  async centres(caller: Caller): Promise<CentreItem[]> {
    const centres: CentreItem[] = [];
    let after: string | undefined;
    do {
      const page = await this.json(caller, '/api/v1/cdcs', list(CentreItem), { query: { limit: String(LARGEST_PAGE), after } });
      centres.push(...page.items);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return centres;
  }

  /** An answer to hand on unread, such as a download. */
  async download(caller: Caller, path: string, query: Readonly<Record<string, string>> = {}): Promise<Download> {
    const { headers, body } = await this.call(caller, path, { query, timeoutMs: 0 });
    return { contentType: headers.get('content-type') ?? 'application/octet-stream', disposition: headers.get('content-disposition'), content: readableOf(body) };
  }

  private async post(caller: Caller, path: string, body: object): Promise<void> {
    const response = await this.call(caller, path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    await response.body?.cancel();
  }

  private async json<T>(caller: Caller, path: string, schema: z.ZodType<T>, call: Call = {}): Promise<T> {
    const response = await this.call(caller, path, call);
    return schema.parse(await response.json());
  }

  private async call(caller: Caller, path: string, { method = 'GET', query = {}, headers = {}, body, timeoutMs = READ_TIMEOUT_MS }: Call): Promise<Response> {
    const url = new URL(path, this.env.internalUrl);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
    const response = await fetch(url, {
      method,
      headers: { Accept: 'application/json', ...headers, Authorization: `Bearer ${caller.accessToken}` },
      redirect: 'error',
      ...(body === undefined ? {} : { body: body instanceof Readable ? webStreamOf(body) : body, duplex: 'half' }),
      ...(timeoutMs === 0 ? {} : { signal: AbortSignal.timeout(timeoutMs) }),
    }).catch((error: unknown) => {
      throw unreachable(error);
    });
    if (!response.ok) throw await problemToError(response);
    return response;
  }
}

function list<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable().default(null) });
}

/** A fault of the sender's own connection comes through as itself; anything else means that a service did not answer. */
function unreachable(error: unknown): unknown {
  if (error instanceof Error && error.cause instanceof DomainError) return error.cause;
  return new DomainError('unavailable', 'SERVICE_UNREACHABLE', 'A part of the service did not answer. Try again shortly.');
}
