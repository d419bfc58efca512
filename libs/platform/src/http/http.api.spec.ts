import { Body, Controller, Get, Module, Param, Post, Query, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { jest } from '@jest/globals';
import { DomainError } from '@cdc/contracts';
import { type Request, type Response as ExpressResponse } from 'express';
import { z } from 'zod';
import { HttpModule } from './http.module.js';
import { PageQuery } from './page.js';
import { ProblemPages } from './problem-pages.js';
import { secureHttp } from './secure-http.js';
import { currentTraceparent } from './trace-context.js';

const Thing = z.object({ name: z.string().min(1), count: z.number().int() });
type Thing = z.infer<typeof Thing>;

const KINDS = ['invalid', 'unauthenticated', 'forbidden', 'not-found', 'conflict', 'gone', 'precondition-failed', 'too-large', 'unsupported-encoding', 'unprocessable', 'precondition-required', 'too-many', 'unavailable'] as const;

@Controller()
class ThingController {
  @Get('api/v1/things')
  list(@Query({ schema: PageQuery }) query: PageQuery): PageQuery {
    return query;
  }

  @Post('api/v1/things')
  add(@Body({ schema: Thing }) thing: Thing): Thing {
    return thing;
  }

  @Get('api/v1/things/:kind')
  fail(@Param('kind') given: string): never {
    const kind = KINDS.find((known) => known === given);
    if (!kind) throw new Error('password=hunter2');
    throw new DomainError(kind, 'THING_FAILED', 'The thing failed.', { errors: [{ field: 'a' }], given });
  }

  @Get('api/v1/trace')
  trace(): { traceparent: string | undefined } {
    return { traceparent: currentTraceparent() };
  }

  @Get('api/v1/half')
  half(@Res() response: ExpressResponse): void {
    response.write('first half');
    throw new Error('broken in the middle');
  }

  @Post('api/v1/feeds/:feed/submissions')
  async receive(@Req() request: Request): Promise<{ bytes: number; parsed: boolean }> {
    let bytes = 0;
    for await (const chunk of request) bytes += Buffer.from(chunk).length;
    return { bytes, parsed: request.body !== undefined };
  }

  @Get('pages/:kind')
  page(@Param('kind') kind: string, @Res() response: ExpressResponse): void {
    if (kind === 'nonce') response.type('html').send(String(response.locals['cspNonce']));
    else throw new DomainError('not-found', 'NO_CENTRE', 'There is no such centre.');
  }
}

@Module({ imports: [HttpModule], controllers: [ThingController] })
class TestModule {}

const logged = { error: jest.fn(), warn: jest.fn(), log: jest.fn() };

async function start(production = false): Promise<{ app: NestExpressApplication; url: string }> {
  const app = await NestFactory.create<NestExpressApplication>(TestModule, {
    logger: logged,
    forceCloseConnections: true,
  });
  secureHttp(app, { production });
  await app.listen(0, '127.0.0.1');
  return { app, url: (await app.getUrl()).replace('[::1]', '127.0.0.1') };
}

describe('what every request passes', () => {
  let app: NestExpressApplication;
  let url: string;

  beforeAll(async () => {
    ({ app, url } = await start());
  });

  afterAll(() => app.close());

  beforeEach(() => {
    logged.error.mockClear();
    logged.warn.mockClear();
  });

  const post = (path: string, body: BodyInit, type = 'application/json') =>
    fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': type }, body });

  describe('problems', () => {
    it.each([
      ['invalid', 400],
      ['unauthenticated', 401],
      ['forbidden', 403],
      ['not-found', 404],
      ['conflict', 409],
      ['gone', 410],
      ['precondition-failed', 412],
      ['too-large', 413],
      ['unsupported-encoding', 415],
      ['unprocessable', 422],
      ['precondition-required', 428],
      ['too-many', 429],
      ['unavailable', 503],
    ])('answers a domain error of kind %s with %i', async (kind, status) => {
      const answer = await fetch(`${url}/api/v1/things/${kind}?token=secret`);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(await answer.json()).toEqual({
        type: 'urn:cdc-delivery-tracker:problem:thing-failed',
        title: 'Thing failed',
        status,
        detail: 'The thing failed.',
        instance: `/api/v1/things/${kind}`,
        code: 'THING_FAILED',
        traceId: answer.headers.get('traceresponse')?.split('-')[1],
        errors: [{ field: 'a' }],
        details: { given: kind },
      });
      expect(answer.headers.get('retry-after')).toBe(status === 503 || status === 429 ? '5' : null);
      expect(logged.error).not.toHaveBeenCalled();
    });

    it('tells nothing of an unexpected error, and logs it once', async () => {
      const answer = await fetch(`${url}/api/v1/things/anything`);
      expect(answer.status).toBe(500);
      const text = await answer.text();
      expect(text).not.toContain('hunter2');
      expect(JSON.parse(text)).toMatchObject({ code: 'INTERNAL_ERROR', title: 'Internal error' });
      expect(logged.error).toHaveBeenCalledTimes(1);
      expect(String(logged.error.mock.calls[0])).toContain(String(answer.headers.get('traceresponse')?.split('-')[1]));
    });

    it('lists each thing wrong with a body', async () => {
      const answer = await post('/api/v1/things', JSON.stringify({ name: '', count: 1.5 }));
      expect(answer.status).toBe(400);
      const body = z
        .object({ code: z.string(), errors: z.array(z.object({ field: z.string() })) })
        .parse(await answer.json());
      expect(body.code).toBe('INVALID_REQUEST');
      expect(body.errors.map(({ field }) => field)).toEqual(['name', 'count']);
    });

    it('hands on what the schema made of the query', async () => {
      expect(await (await fetch(`${url}/api/v1/things?limit=7`)).json()).toEqual({ limit: 7 });
      expect((await fetch(`${url}/api/v1/things?limit=501`)).status).toBe(400);
    });

    it('does not quote a body that is not JSON', async () => {
      const answer = await post('/api/v1/things', '{"nhs": 4505577104,,}');
      expect(answer.status).toBe(400);
      const text = await answer.text();
      expect(JSON.parse(text)).toMatchObject({ code: 'BAD_REQUEST' });
      expect(text).not.toContain('4505577104');
    });

    it.each([
      [
        'a body over the limit',
        () => post('/api/v1/things', JSON.stringify({ name: 'x'.repeat(1_100_000) })),
        413,
        'BODY_TOO_LARGE',
      ],
      ['an address that does not exist', () => fetch(`${url}/api/v1/nothing`), 404, 'NOT_FOUND'],
      ['an address that is not well formed', () => fetch(`${url}/api/v1/things/%E0%A4%A`), 400, 'BAD_REQUEST'],
    ])('answers %s', async (_, call, status, code) => {
      const answer = await call();
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({
        status,
        code,
        traceId: answer.headers.get('traceresponse')?.split('-')[1],
      });
      expect(logged.error).not.toHaveBeenCalled();
    });

    it('cuts the connection where half an answer is out already', async () => {
      await expect(fetch(`${url}/api/v1/half`).then((answer) => answer.text())).rejects.toThrow();
    });
  });

  describe('problems on pages', () => {
    const html = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

    afterEach(() => app.get(ProblemPages).register((_problem, _request, response) => void response.send('page')));

    it('are problem+json while nobody renders pages', async () => {
      const answer = await fetch(`${url}/pages/none`, html);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    });

    it('are rendered for a browser, never for the API or for a program', async () => {
      app
        .get(ProblemPages)
        .register((problem, _request, response) => void response.type('html').send(`<h1>${problem.code}</h1>`));
      const page = await fetch(`${url}/pages/none`, html);
      expect([page.status, await page.text()]).toEqual([404, '<h1>NO_CENTRE</h1>']);
      const unknown = await fetch(`${url}/nowhere`, html);
      expect([unknown.status, await unknown.text()]).toEqual([404, '<h1>NOT_FOUND</h1>']);
      for (const answer of [await fetch(`${url}/api/v1/nothing`, html), await fetch(`${url}/pages/none`)]) {
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
      }
    });

    it('fall back to problem+json when the page itself fails', async () => {
      app.get(ProblemPages).register(() => {
        throw new Error('template missing');
      });
      const answer = await fetch(`${url}/pages/none`, html);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        404,
        'application/problem+json; charset=utf-8',
      ]);
      expect(logged.error).toHaveBeenCalledTimes(1);
    });
  });

  describe('files', () => {
    it.each(['application/json', 'application/x-www-form-urlencoded', 'text/csv'])(
      'reach a submission as a stream, whatever %s says, at any size',
      async (type) => {
        const body = `[${'1,'.repeat(1_000_000)}1]`;
        const answer = await post('/api/v1/feeds/activity-daily/submissions?dryRun=true', body, type);
        expect(await answer.json()).toEqual({ bytes: body.length, parsed: false });
      },
    );
  });

  describe('traces', () => {
    it("continue the caller's", async () => {
      const traceId = '0af7651916cd43dd8448eb211c80319c';
      const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-00` };
      const { traceparent } = z
        .object({ traceparent: z.string() })
        .parse(await (await fetch(`${url}/api/v1/trace`, { headers })).json());
      expect(traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`));
      expect(traceparent).not.toContain('b7ad6b7169203331');
    });

    it('start anew without one, each its own', async () => {
      const read = async () => (await (await fetch(`${url}/api/v1/trace`)).json()) as unknown;
      expect(await read()).not.toEqual(await read());
    });
  });

  describe('headers', () => {
    it('forbid what a page does not need', async () => {
      const answer = await fetch(`${url}/pages/nonce`);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy.split(';').sort()).toEqual(
        [
          "base-uri 'none'",
          "connect-src 'self'",
          "default-src 'none'",
          "font-src 'self'",
          "form-action 'self'",
          "frame-ancestors 'none'",
          "img-src 'self' data:",
          "manifest-src 'self'",
          `script-src 'self' 'nonce-${await answer.text()}'`,
          "style-src 'self'",
        ].sort(),
      );
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('x-powered-by')).toBeNull();
    });

    it('give every answer a nonce of its own', async () => {
      const nonce = async () => (await fetch(`${url}/pages/nonce`)).text();
      expect(await nonce()).not.toBe(await nonce());
    });

    it('let nothing but assets be stored', async () => {
      const stored = async (path: string) => (await fetch(`${url}${path}`)).headers.get('cache-control');
      expect(await stored('/api/v1/trace')).toBe('no-store');
      expect(await stored('/pages/nonce')).toBe('no-store');
      expect(await stored('/assets/app.css')).toBeNull();
    });

    it('demand https in production only', async () => {
      expect((await fetch(`${url}/pages/nonce`)).headers.get('strict-transport-security')).toBeNull();
      const production = await start(true);
      try {
        const answer = await fetch(`${production.url}/pages/nonce`);
        expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      } finally {
        await production.app.close();
      }
    });
  });

  describe('the description of the API', () => {
    it('is OpenAPI 3.1 made from the schemas, without the pages', async () => {
      const answer = await fetch(`${url}/api/openapi.json`);
      const document = z
        .object({
          openapi: z.string(),
          info: z.object({ version: z.string() }),
          paths: z.record(z.string(), z.record(z.string(), z.any())),
          components: z.object({ schemas: z.record(z.string(), z.any()) }),
        })
        .parse(await answer.json());
      expect(document.openapi).toMatch(/^3\.1/);
      expect(document.info.version).toBe('1.0.0');
      expect(Object.keys(document.paths)).not.toContain('/pages/{kind}');
      const list = document.paths['/api/v1/things']?.['get'];
      const limit = list.parameters.find(({ name }: { name: string }) => name === 'limit');
      expect(limit).toMatchObject({ in: 'query', required: false, schema: { maximum: 500 } });
      expect(Object.keys(list.responses.default.content)).toEqual(['application/problem+json']);
      expect(JSON.stringify(document.paths['/api/v1/things']?.['post'])).toContain('"count"');
      expect(document.components.schemas['Problem'].required).toContain('code');
    });

    it('has pages for people that may style themselves', async () => {
      const answer = await fetch(`${url}/api/docs`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-security-policy')).toContain("style-src 'self' 'unsafe-inline'");
      const html = await answer.text();
      expect(html).toContain('<title>CDC delivery tracker</title>');
      for (const [, src = ''] of html.matchAll(/<script src=["']([^"']+)["']/g)) {
        expect((await fetch(new URL(src, `${url}/api/docs`))).status).toBe(200);
      }
      expect(html).not.toMatch(/<script>(?!\s*<\/script>)/);
    });
  });
});
