import { type NestExpressApplication } from '@nestjs/platform-express';
import { type IncomingMessage } from 'node:http';

export interface BodyParserOptions {
  /** Largest JSON body, as in `1mb`. Larger ones are answered 413. */
  readonly jsonLimit: string;
  /** Paths whose body is a file, in whatever format, and reaches the handler as a stream. */
  readonly streamedPaths: readonly RegExp[];
}

/** Replaces Nest's own parsers, which would read a JSON file, or one that curl labels as a form, into memory. */
export function useBodyParsers(app: NestExpressApplication, options: BodyParserOptions): void {
  const accepts = (mediaType: string) => (request: IncomingMessage) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    return !options.streamedPaths.some((pattern) => pattern.test(path)) && hasMediaType(request, mediaType);
  };
  app.useBodyParser('json', { limit: options.jsonLimit, type: accepts('application/json') });
  app.useBodyParser('urlencoded', {
    limit: '100kb',
    extended: false,
    type: accepts('application/x-www-form-urlencoded'),
  });
}

function hasMediaType(request: IncomingMessage, mediaType: string): boolean {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() === mediaType;
}
