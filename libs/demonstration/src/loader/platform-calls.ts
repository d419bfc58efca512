import { setTimeout as wait } from 'node:timers/promises';
import { DEVELOPMENT_SECRET } from '@cdc/access';
import { type Recipients } from '../story/story.js';
import { type SentFile } from '../files/sent-file.js';

/** What the loader does with the platform, over its public interface, as those would who have to do with it. */
export interface PlatformCalls {
  /** A time that has passed already is no error: the loader begins again where it was stopped. */
  moveClock(to: string): Promise<void>;
  /** Sends a file and waits until it is decided. @throws Error when it is decided otherwise than the story says */
  send(file: SentFile): Promise<void>;
  setRecipients(recipients: Recipients): Promise<void>;
}

const UNDECIDED: readonly unknown[] = ['received', 'checking'];
const DECISION_MS = 120_000;
/** The platform answers when the file is decided, or after so many seconds. */
const PREFER = { prefer: 'wait=5' };
/** Between questions, for a platform that is closing and does not wait. */
const PAUSE_MS = 50;

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** @param url where the platform answers @param signal ends every call */
export function platformCalls(url: string, signal: AbortSignal): PlatformCalls {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (client: string): Promise<string> => {
    const known = tokens.get(client) ?? fetchToken(url, client, signal);
    tokens.set(client, known);
    return known;
  };
  const call = async (client: string, method: string, path: string, body?: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => {
    const request = async (): Promise<Response> =>
      fetch(`${url}${path}`, { method, body, signal, headers: { authorization: `Bearer ${await tokenOf(client)}`, ...headers } });
    const answer = await request();
    if (answer.status !== 401) return answerOf(answer);
    // The token has run out.
    await answer.arrayBuffer();
    tokens.delete(client);
    return answerOf(await request());
  };
  const json = { 'content-type': 'application/json' };

  return {
    moveClock: async (to) => {
      const answer = await call('admin', 'POST', '/api/v1/clock', JSON.stringify({ now: to }), json);
      if (answer.body['code'] !== 'CLOCK_BACKWARDS') expectStatus(answer, `Moving the Clock to ${to}`, 200);
    },
    setRecipients: async ({ kind, scope, recipients }) => {
      const answer = await call('national', 'PUT', `/api/v1/reports/${kind}/recipients`, JSON.stringify({ scope, recipients }), json);
      expectStatus(answer, `Recipients of ${kind} ${scope.code}`, 200);
    },
    send: async ({ feed, client, fileName, body, outcome, explanation }) => {
      const headers = { 'content-type': 'text/csv', 'content-disposition': `attachment; filename="${fileName}"` };
      // The same file again is answered with its first receipt.
      const receipt = await call(client, 'POST', `/api/v1/feeds/${feed}/submissions`, body, headers);
      const { id } = expectStatus(receipt, fileName, 202, 200).body;
      const path = `/api/v1/submissions/${String(id)}`;
      const decision = () => decided(() => call(client, 'GET', path, undefined, PREFER), fileName, signal);
      let submission = await decision();
      if (submission['status'] === 'awaiting-confirmation' && explanation !== undefined) {
        const { waiting } = expectStatus(await call(client, 'GET', `${path}/confirmation`), fileName, 200).body;
        const reasons = codesOf(waiting).map((code) => ({ code, reason: explanation }));
        expectStatus(await call(client, 'POST', `${path}/confirm`, JSON.stringify({ reasons }), json), `Reasons for ${fileName}`, 202);
        submission = await decision();
      }
      const status = submission['status'] === 'superseded' ? 'accepted' : submission['status'];
      if (status === outcome) return;
      const errors = await call(client, 'GET', `${path}/errors?limit=3`);
      throw new Error(`${fileName} is ${String(status)}, not ${outcome}: ${JSON.stringify(errors.body)}`);
    },
  };
}

function codesOf(waiting: unknown): string[] {
  return Array.isArray(waiting) ? waiting.flatMap((one: unknown) => (typeof one === 'object' && one !== null && 'code' in one ? [String(one.code)] : [])) : [];
}

async function decided(read: () => Promise<Answer>, what: string, signal: AbortSignal): Promise<Answer['body']> {
  const deadline = Date.now() + DECISION_MS;
  while (Date.now() < deadline) {
    const { body } = expectStatus(await read(), what, 200);
    if (!UNDECIDED.includes(body['status'])) return body;
    await wait(PAUSE_MS, undefined, { signal });
  }
  throw new Error(`${what} is not decided after ${DECISION_MS / 1000} s`);
}

async function fetchToken(url: string, client: string, signal: AbortSignal): Promise<string> {
  const answer = await fetch(`${url}/oidc/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client}:${DEVELOPMENT_SECRET}`).toString('base64')}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
    signal,
  });
  return String(expectStatus(await answerOf(answer), `The token of ${client}`, 200).body['access_token']);
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const parsed: unknown = /json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : null;
  return { status: response.status, body: typeof parsed === 'object' && parsed !== null ? Object.fromEntries(Object.entries(parsed)) : {} };
}

function expectStatus(answer: Answer, what: string, ...statuses: readonly number[]): Answer {
  if (!statuses.includes(answer.status)) throw new Error(`${what}: the platform answers ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}
