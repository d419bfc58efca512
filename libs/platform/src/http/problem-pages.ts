import { Injectable } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { type Problem } from './problem.model.js';

/** Sends a page for a problem; the status is set already. It may redirect instead, as to sign-in for a 401. */
export type ProblemPageRenderer = (problem: Problem, request: Request, response: Response) => void | Promise<void>;

/** Where the service that owns the pages says how a problem looks to a person. Without one, people get problem+json too. */
@Injectable()
export class ProblemPages {
  private current: ProblemPageRenderer | undefined;

  register(renderer: ProblemPageRenderer): void {
    this.current = renderer;
  }

  get renderer(): ProblemPageRenderer | undefined {
    return this.current;
  }
}
