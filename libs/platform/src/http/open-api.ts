import { type NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

export interface OpenApiOptions {
  /** Human pages, as in `/api/docs`. */
  readonly docsPath: string;
  readonly jsonPath: string;
  /** Stands above everything else. */
  readonly description: string | undefined;
}

const TITLE = 'CDC delivery tracker';
/** Of the API, not of the product: it changes when a caller has to. */
const API_VERSION = '1.0.0';

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457. `code` is stable; `errors` lists each thing wrong with the request.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    code: { type: 'string' },
    traceId: { type: 'string' },
    errors: { type: 'array', items: { type: 'object' } },
    details: { type: 'object' },
  },
};

const PROBLEM_ANSWER = {
  description: 'What went wrong',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** Serves the OpenAPI 3.1 document of every route under `/api`, made from the controllers and their zod schemas on first request. */
export function serveOpenApi(app: NestExpressApplication, options: OpenApiOptions): void {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup(options.docsPath, app, () => (document ??= describeApi(app, options.description)), {
    jsonDocumentUrl: options.jsonPath,
    raw: ['json'],
    customSiteTitle: TITLE,
  });
}

function describeApi(app: NestExpressApplication, description = ''): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(TITLE)
    .setDescription(description)
    .setVersion(API_VERSION)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .addSecurityRequirements('bearer');
  const document = SwaggerModule.createDocument(app, builder.build());
  const paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => path.startsWith('/api/')));
  for (const operation of Object.values(paths).flatMap((path) => [
    path.get,
    path.post,
    path.put,
    path.patch,
    path.delete,
  ])) {
    if (operation) operation.responses['default'] = PROBLEM_ANSWER;
  }
  const schemas = { ...document.components?.schemas, Problem: PROBLEM_SCHEMA };
  return { ...document, paths, components: { ...document.components, schemas } };
}
