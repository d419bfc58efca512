import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';

export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body?: string | Readable;
}

/**
 * One call; the body of the answer is left to be read. Plain Node, because `fetch` takes longer to load than the whole command line and
 * cannot say the length of a streamed file.
 */
export function httpCall({ method, url, headers, body }: HttpCall): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    // A connection for each call, but not one that the server ends with its answer: that would cut off a refusal of a half-sent file.
    const request = send(url, { method, headers: { ...headers, connection: 'keep-alive' }, agent: false });
    let answered = false;
    request.once('response', (response) => {
      answered = true;
      // A refusal may come before the file is through: then the rest of it is for nobody.
      response.once('end', () => request.destroy());
      if (body instanceof Readable) body.unpipe(request).destroy();
      resolve(response);
    });
    request.on('error', (error) => (answered ? undefined : reject(error)));
    if (body === undefined || typeof body === 'string') {
      request.end(body);
      return;
    }
    body.once('error', (error) => {
      reject(error);
      request.destroy();
    });
    body.pipe(request);
  });
}

export async function bodyText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
