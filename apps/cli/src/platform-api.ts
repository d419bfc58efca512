import { type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { bodyText, httpCall, type HttpCall } from './http-call.js';
import { recordOf, textOf, type JsonRecord } from './json-record.js';
import { PlatformUnreachable, problemOf, type PlatformProblem } from './platform-problem.js';

export interface PlatformLogin {
  readonly url: string;
  readonly client: string;
  readonly secret: string;
}

export interface UploadFile {
  readonly name: string;
  readonly bytes: number;
  readonly content: Readable;
}

const BAD_LOGIN = new Set(['invalid_client', 'unauthorized_client']);

/** The public HTTP interface of a running platform, as one client of it. */
export class PlatformApi {
  private token: string | undefined;

  constructor(private readonly login: PlatformLogin) {}

  /** @throws PlatformProblem or PlatformUnreachable, as every method here */
  async get(path: string, headers: HttpCall['headers'] = {}): Promise<JsonRecord> {
    return recordOf(JSON.parse(await bodyText(await this.authorised('GET', path, headers))));
  }

  async post(path: string, body: JsonRecord): Promise<JsonRecord> {
    const text = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    return recordOf(JSON.parse(await bodyText(await this.authorised('POST', path, headers, text))));
  }

  /** The answer as it comes, to be streamed on. */
  async open(path: string): Promise<IncomingMessage> {
    return this.authorised('GET', path);
  }

  /** Sends a file without holding it in memory. @returns whether it is a new one, and the answer */
  async upload(path: string, file: UploadFile): Promise<{ isNew: boolean; answer: JsonRecord }> {
    const headers = {
      'content-type': 'application/octet-stream',
      'content-length': file.bytes,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    };
    const response = await this.authorised('POST', path, headers, file.content);
    return { isNew: response.statusCode === 202, answer: recordOf(JSON.parse(await bodyText(response))) };
  }

  private async authorised(method: HttpCall['method'], path: string, headers: HttpCall['headers'] = {}, body?: string | Readable): Promise<IncomingMessage> {
    const send = async (): Promise<IncomingMessage> =>
      this.call({ method, url: this.urlOf(path), headers: { ...headers, accept: '*/*', authorization: `Bearer ${await this.accessToken()}` }, body });
    let response = await send();
    if (response.statusCode === 401 && method === 'GET') {
      // A token ends while a large file is being checked.
      response.resume();
      this.token = undefined;
      response = await send();
    }
    const status = response.statusCode ?? 0;
    if (status >= 400) throw problemOf(status, await bodyText(response));
    return response;
  }

  private async accessToken(): Promise<string> {
    if (this.token !== undefined) return this.token;
    const { client, secret } = this.login;
    const basic = Buffer.from(`${encodeURIComponent(client)}:${encodeURIComponent(secret)}`).toString('base64');
    const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' };
    const response = await this.call({ method: 'POST', url: this.urlOf('/oidc/token'), headers, body: 'grant_type=client_credentials' });
    const text = await bodyText(response);
    if (response.statusCode !== 200) throw this.loginProblem(response.statusCode ?? 0, text);
    const token = textOf(recordOf(JSON.parse(text)), 'access_token');
    if (token === undefined) throw problemOf(502, '{"detail":"The sign-in answered without a token."}');
    this.token = token;
    return token;
  }

  private loginProblem(status: number, text: string): PlatformProblem {
    const problem = problemOf(status, text);
    if (!BAD_LOGIN.has(textOf(problem.problem, 'error') ?? '')) return problem;
    const detail = `The platform does not know the client "${this.login.client}" with this secret. Check --client and CDC_SECRET.`;
    return problemOf(status, JSON.stringify({ ...problem.problem, detail, code: 'SIGN_IN_FAILED' }));
  }

  private async call(call: HttpCall): Promise<IncomingMessage> {
    try {
      return await httpCall(call);
    } catch (error) {
      // The file could not be read to its end: not the platform's doing.
      if (call.body instanceof Readable && call.body.errored) throw error;
      throw new PlatformUnreachable(call.url, error);
    }
  }

  private urlOf(path: string): URL {
    return new URL(path, this.login.url);
  }
}
