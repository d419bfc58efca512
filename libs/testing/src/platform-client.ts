import { setTimeout as wait } from 'node:timers/promises';

/** An answer over HTTP; `body` is parsed JSON where the answer is JSON, else text. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface EditionRequest {
  readonly kind: 'weekly' | 'monthly' | 'spend-weekly';
  readonly period: string;
  readonly scope: { readonly level: string; readonly code: string };
}

/** What a script can do with a running platform over its public interface. `client` is a development client, as in `national`. */
export interface PlatformClient {
  readonly baseUrl: string;
  token(client: string): Promise<string>;
  get(client: string, path: string): Promise<Answer>;
  post(client: string, path: string, body: unknown): Promise<Answer>;
  /** Sends a file. @returns the answer: 202 or 200 with `{id, status}`, or a problem */
  submit(client: string, feed: string, fileName: string, body: string | Uint8Array, query?: string): Promise<Answer>;
  /** Waits until a submission is decided. @throws after two minutes */
  waitDecided(client: string, id: string): Promise<Record<string, unknown>>;
  /** Every item of a list, page by page. */
  items(client: string, path: string): Promise<Record<string, unknown>[]>;
  /** Every submission, once the list, which follows the owners' logs, has caught up with them. @throws after half a minute */
  listedSubmissions(): Promise<Record<string, unknown>[]>;
  /** Builds an edition, or finds the one with the same content. @throws Error with the problem when it is refused */
  edition(client: string, request: EditionRequest): Promise<{ readonly id: string; readonly contentHash: string; readonly isNew: boolean }>;
  /** Moves the platform's Clock forward. */
  moveClock(now: string): Promise<void>;
}

const DECISION_MS = 120_000;
const LISTED_MS = 30_000;
// A test that computes for seconds would else write to a connection that the server has closed meanwhile.
const ONE_CALL = { connection: 'close' };
const DECIDED = new Set(['accepted', 'rejected', 'quarantined', 'superseded', 'awaiting-confirmation']);

/** @throws Error when the value is no JSON object */
export function recordOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`not an object: ${JSON.stringify(value)}`);
  return Object.fromEntries(Object.entries(value));
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : text };
}

function expectStatus(answer: Answer, what: string, ...statuses: number[]): Answer {
  if (!statuses.includes(answer.status)) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

async function requestToken(baseUrl: string, client: string): Promise<string> {
  const response = await fetch(`${baseUrl}/oidc/token`, {
    method: 'POST',
    headers: { ...ONE_CALL, authorization: `Basic ${Buffer.from(`${client}:demo`).toString('base64')}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  return String(recordOf(expectStatus(await answerOf(response), `token for ${client}`, 200).body)['access_token']);
}

async function allItems(get: (path: string) => Promise<Answer>, path: string): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (let next: unknown = null; ; ) {
    const page = typeof next === 'string' ? `${path}${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(next)}` : path;
    const list = recordOf(expectStatus(await get(page), page, 200).body);
    if (!Array.isArray(list['items'])) throw new Error(`${page} gives no items`);
    items.push(...list['items'].map(recordOf));
    next = list['next'];
    if (typeof next !== 'string') return items;
  }
}

/** Whether the list names every submission of the logs, and as decided each that they have decided. */
function hasCaughtUp(listed: readonly Record<string, unknown>[], events: readonly Record<string, unknown>[]): boolean {
  const statuses = new Map(listed.map(({ id, status }) => [id, String(status)]));
  return events.every(({ type, subject }) => {
    const change = /\.submission-(\w+)\./.exec(String(type))?.[1];
    if (change === undefined) return true;
    return change === 'received' ? statuses.has(subject) : DECIDED.has(statuses.get(subject) ?? '');
  });
}

/** A client of a platform that already runs. Tokens are fetched once per client. */
export function connectTo(baseUrl: string): PlatformClient {
  const tokens = new Map<string, Promise<string>>();
  const token = (client: string): Promise<string> => {
    const known = tokens.get(client) ?? requestToken(baseUrl, client);
    tokens.set(client, known);
    return known;
  };
  const call = async (client: string, method: string, path: string, headers: Record<string, string> = {}, body?: string | Uint8Array<ArrayBuffer>) =>
    answerOf(await fetch(`${baseUrl}${path}`, { method, headers: { ...ONE_CALL, authorization: `Bearer ${await token(client)}`, ...headers }, body }));
  const get = (client: string, path: string): Promise<Answer> => call(client, 'GET', path);
  const post = (client: string, path: string, body: unknown): Promise<Answer> =>
    call(client, 'POST', path, { 'content-type': 'application/json' }, JSON.stringify(body));

  return {
    baseUrl,
    token,
    get,
    post,
    submit: (client, feed, fileName, body, query = '') => {
      const headers = { 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="${fileName}"` };
      return call(client, 'POST', `/api/v1/feeds/${feed}/submissions${query}`, headers, typeof body === 'string' ? body : new Uint8Array(body));
    },
    waitDecided: async (client, id) => {
      const deadline = Date.now() + DECISION_MS;
      while (Date.now() < deadline) {
        const submission = recordOf(expectStatus(await call(client, 'GET', `/api/v1/submissions/${id}`, { prefer: 'wait=5' }), id, 200).body);
        if (DECIDED.has(String(submission['status']))) return submission;
        await wait(10);
      }
      throw new Error(`submission ${id} is not decided after ${DECISION_MS / 1000} s`);
    },
    items: (client, path) => allItems((page) => get(client, page), path),
    listedSubmissions: async () => {
      const all = (path: string) => allItems((page) => get('admin', page), path);
      const events = await all('/api/v1/events?limit=500');
      for (const deadline = Date.now() + LISTED_MS; Date.now() < deadline; await wait(100)) {
        const listed = await all('/api/v1/submissions?limit=500');
        if (hasCaughtUp(listed, events)) return listed;
      }
      throw new Error(`the list of submissions is behind the logs after ${LISTED_MS / 1000} s`);
    },
    edition: async (client, { kind, period, scope }) => {
      const answer = await post(client, `/api/v1/reports/${kind}/editions`, { period, scope });
      const item = recordOf(expectStatus(answer, `${kind} edition of ${scope.code} for ${period}`, 201, 200).body);
      return { id: String(item['id']), contentHash: String(item['contentHash']), isNew: answer.status === 201 };
    },
    moveClock: async (now) => {
      expectStatus(await post('admin', '/api/v1/clock', { now }), `clock to ${now}`, 200, 201, 204);
    },
  };
}
