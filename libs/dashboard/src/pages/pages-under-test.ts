import { Catch, Module, StandardSchemaValidationPipe, type ArgumentsHost, type ExceptionFilter, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { developmentClient, principalOf } from '@cdc/access';
import { DomainError } from '@cdc/contracts';
import { Clock, DataSet, ENV, readEnv, type Progress } from '@cdc/platform';
import { type NextFunction, type Request, type Response } from 'express';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'sass';
import { AssetsController } from '../assets/assets.controller.js';
import { PageAssets } from '../assets/page-assets.js';
import { EditionPagesController } from '../editions/edition-pages.controller.js';
import { EditionPagesService } from '../editions/edition-pages.service.js';
import { OverviewPagesController } from '../overview/overview-pages.controller.js';
import { OverviewPagesService } from '../overview/overview-pages.service.js';
import { PlatformApi } from '../platform-api/platform-api.js';
import { RegionHomeController } from '../regions/region-home.controller.js';
import { RegionHomeService } from '../regions/region-home.service.js';
import { ReopeningPagesController } from '../regions/reopening/reopening-pages.controller.js';
import { ReopeningPagesService } from '../regions/reopening/reopening-pages.service.js';
import { setRequestSession } from '../session/session-request.js';
import { ConfirmationPagesService } from '../submissions/confirmation/confirmation-pages.service.js';
import { SubmissionAnswersController } from '../submissions/submission-answers.controller.js';
import { SubmissionPagesController } from '../submissions/submission-pages.controller.js';
import { SubmissionPagesService } from '../submissions/submission-pages.service.js';
import { TemplatePagesController } from '../submissions/template-pages.controller.js';
import { UploadService } from '../submissions/upload.service.js';
import { NHSUK_FOLDER } from './nhsuk-frontend.js';
import { LoadingProgressController } from './loading-progress.controller.js';
import { PageRenderer } from './page-renderer.js';

const PAGES = [OverviewPagesController, EditionPagesController, RegionHomeController, ReopeningPagesController, SubmissionPagesController, SubmissionAnswersController, TemplatePagesController, LoadingProgressController];

/** What the platform's API answers, by path with its query. */
export type Answers = (path: string, accessToken: string) => unknown;

export interface PagesUnderTest {
  readonly url: string;
  /** What the API was asked, oldest first. */
  readonly asked: string[];
  /** The JSON that it was sent, oldest first. */
  readonly sent: unknown[];
  /** A page as the development role of that name gets it; no redirect is followed. */
  get(role: string, path: string): Promise<globalThis.Response>;
  /** The answer to a form. */
  post(role: string, path: string, form: URLSearchParams): Promise<globalThis.Response>;
  stop(): Promise<void>;
}

/** What the pages ask of the data set. */
export type DataSetUnderTest = Pick<DataSet, 'isSynthetic' | 'label' | 'progress'>;

const LIVE: DataSetUnderTest = { isSynthetic: false, label: null, progress: async () => ({ state: null, step: null, done: 0, total: 0, problem: null }) };

/** A demonstration that is as far as `progress` says. */
export function demonstrationUnderTest(progress: () => Progress): DataSetUnderTest {
  return { isSynthetic: true, label: 'Synthetic data: all of it is invented.', progress: async () => progress() };
}

/** The pages over HTTP as they are, on an API that answers what a spec says. Who asks is the cookie `role`; the API has its own guards. */
export async function startPages(answers: Answers, dataSet: DataSetUnderTest = LIVE): Promise<PagesUnderTest> {
  const asked: string[] = [];
  const sent: unknown[] = [];
  const api = createServer(async (request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (request.headers['content-type'] === 'application/json') sent.push(await json(request));
    const body = answers(path, (request.headers.authorization ?? '').replace('Bearer ', ''));
    response.statusCode = body === undefined ? 404 : 200;
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(body ?? { code: 'NOT_FOUND', detail: 'There is none.' }));
  }).listen(0, '127.0.0.1');
  await once(api, 'listening');
  const address = api.address();
  const env = readEnv({ PORT: '0', CDC_INTERNAL_URL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` });

  @Module({
    controllers: [...PAGES, AssetsController],
    providers: [
      OverviewPagesService,
      EditionPagesService,
      RegionHomeService,
      ReopeningPagesService,
      ConfirmationPagesService,
      SubmissionPagesService,
      UploadService,
      PageRenderer,
      PlatformApi,
      { provide: PageAssets, useValue: assetsUnderTest() },
      { provide: Clock, useValue: { now: () => new Date('2022-11-18T14:32:00Z') } },
      { provide: ENV, useValue: env },
      { provide: DataSet, useValue: dataSet },
    ],
  })
  class PagesModule implements NestModule {
    configure(consumer: MiddlewareConsumer): void {
      consumer.apply(signedInByCookie).forRoutes(...PAGES);
    }
  }

  const app = await NestFactory.create<NestExpressApplication>(PagesModule, { logger: false });
  app.useGlobalPipes(new StandardSchemaValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    url,
    asked,
    sent,
    get: (role, path) => fetch(url + path, { headers: { cookie: `role=${role}` }, redirect: 'manual' }),
    post: (role, path, form) => fetch(url + path, { method: 'POST', body: form, headers: { cookie: `role=${role}` }, redirect: 'manual' }),
    async stop() {
      await app.close();
      api.close();
      api.closeAllConnections();
    },
  };
}

function signedInByCookie(request: Request, response: Response, next: NextFunction): void {
  const client = developmentClient(/role=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '');
  if (client) {
    setRequestSession(request, { principal: principalOf(client), accessToken: `token of ${client.id}`, csrfToken: 'csrf' });
  }
  response.locals['cspNonce'] = 'bm9uY2U=';
  response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'self'; script-src 'self' 'nonce-bm9uY2U='; img-src 'self' data:; connect-src 'self'; form-action 'self'");
  next();
}

@Catch(DomainError)
class ProblemFilter implements ExceptionFilter {
  catch(error: DomainError, host: ArgumentsHost): void {
    const status = { forbidden: 403, 'not-found': 404, unauthenticated: 401 }[String(error.kind)] ?? 400;
    host.switchToHttp().getResponse<Response>().status(status).json({ code: error.code });
  }
}

const ASSETS: Readonly<Record<string, (css: string) => ReturnType<PageAssets['find']>>> = {
  'style.css': (css) => ({ mediaType: 'text/css', content: css }),
  'icon.svg': () => ({ mediaType: 'image/svg+xml', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
  'script.js': () => ({ mediaType: 'text/javascript', content: "import { initAll } from './nhsuk.js';\nimport './loading-progress.js';\ninitAll();\n" }),
  'loading-progress.js': () => ({ mediaType: 'text/javascript', content: readFileSync(fileURLToPath(new URL('../assets/loading-progress.js', import.meta.url)), 'utf8') }),
};

/** The style compiled as the build does it; the build's own output is not there while tests run. */
function assetsUnderTest(): Pick<PageAssets, 'addresses' | 'find'> {
  const style = fileURLToPath(new URL('../styles/dashboard.scss', import.meta.url));
  const { css } = compile(style, { loadPaths: [join(NHSUK_FOLDER, '../..')], style: 'compressed', quietDeps: true });
  return {
    addresses: { style: '/assets/style.css', script: '/assets/script.js', icon: '/assets/icon.svg' },
    find: (name) => ASSETS[name]?.(css) ?? { mediaType: 'text/javascript', content: readFileSync(join(NHSUK_FOLDER, 'nhsuk/nhsuk-frontend.min.js'), 'utf8') },
  };
}
