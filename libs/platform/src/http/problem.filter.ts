import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { DomainError } from '@cdc/contracts';
import { currentTraceparent } from './trace-context.js';
import { traceIdOf } from './traceparent.model.js';
import { ProblemPages } from './problem-pages.js';
import { causeOfStatus, statusOfKind, toProblem, type Problem, type ProblemCause } from './problem.model.js';

const RETRY_AFTER_SECONDS = '5';
/** Statuses of what may be sent again as it is, in a while. */
const LATER = new Set([429, 503]);
const NEVER_HTML = /^\/(api|oidc|health|metrics)(\/|$)/;

/** The only place that turns an error into an HTTP answer, and the only one that logs what nobody expected. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(private readonly pages: ProblemPages) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const path = request.originalUrl.split('?', 1)[0] ?? '/';
    const problem = toProblem(causeOf(error), path, traceIdOf(currentTraceparent()));
    this.log(error, problem, request.method);
    if (response.headersSent) {
      // Half an answer is out: cutting the connection is the only way left to say that it is not whole.
      response.destroy();
      return;
    }
    await this.send(problem, request, response);
  }

  private async send(problem: Problem, request: Request, response: Response): Promise<void> {
    const { renderer } = this.pages;
    response.status(problem.status);
    if (LATER.has(problem.status)) response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
    if (renderer && wantsPage(request, problem)) {
      try {
        return await renderer(problem, request, response);
      } catch (failure) {
        this.logger.error(`the page for ${problem.code} could not be made: ${stackOf(failure)}`);
        if (response.headersSent) return;
      }
    }
    if (problem.status === 401) response.setHeader('WWW-Authenticate', challengeFor(problem));
    response.type('application/problem+json').send(JSON.stringify(problem));
  }

  private log(error: unknown, problem: Problem, method: string): void {
    if (problem.status < 500) return;
    const line = `${method} ${problem.instance} ${problem.code} trace ${problem.traceId ?? 'none'}`;
    if (problem.status === 503) this.logger.warn(line);
    else this.logger.error(`${line}: ${stackOf(error)}`);
  }
}

function causeOf(error: unknown): ProblemCause {
  if (error instanceof DomainError) {
    return { status: statusOfKind(error.kind), code: error.code, detail: error.message, details: error.details };
  }
  if (error instanceof HttpException) return causeOfStatus(error.getStatus());
  return causeOfStatus(parserStatus(error) ?? 500);
}

/** body-parser and the router throw plain errors that carry a 4xx status. */
function parserStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error) || typeof error.status !== 'number')
    return undefined;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}

function wantsPage(request: Request, problem: Problem): boolean {
  return !NEVER_HTML.test(problem.instance) && request.accepts(['json', 'html']) === 'html';
}

function challengeFor(problem: Problem): string {
  const realm = 'Bearer realm="cdc-delivery-tracker"';
  return problem.code === 'SIGN_IN_REQUIRED' ? realm : `${realm}, error="invalid_token"`;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : typeof error;
}
