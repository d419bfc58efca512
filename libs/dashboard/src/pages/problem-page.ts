import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ProblemPages, type Problem } from '@cdc/platform';
import { type Request, type Response } from 'express';
import { PageRenderer } from './page-renderer.js';
import { problemWords } from './problem-words.model.js';

const SEE_OTHER = 303;

/** How a problem looks to a person: a page in words, or the way to sign-in. */
@Injectable()
export class ProblemPage implements OnModuleInit {
  constructor(
    private readonly pages: ProblemPages,
    private readonly renderer: PageRenderer,
  ) {}

  onModuleInit(): void {
    this.pages.register((problem, request, response) => this.show(problem, request, response));
  }

  private async show(problem: Problem, request: Request, response: Response): Promise<void> {
    if (problem.status === 401 && problem.code !== 'SIGN_IN_FAILED') {
      const back = request.method === 'GET' ? request.originalUrl : '/';
      response.redirect(SEE_OTHER, `/sign-in?return=${encodeURIComponent(back)}`);
      return;
    }
    const { heading, lines } = problemWords(problem);
    const traceId = problem.status >= 500 ? problem.traceId : undefined;
    await this.renderer.send(request, response, { template: 'problem.njk', title: heading, section: 'none', model: { heading, lines, traceId } });
  }
}
