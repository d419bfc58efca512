import { DomainError, type DomainErrorKind } from '@cdc/contracts';
import { z } from 'zod';

const ProblemBody = z.object({ code: z.string(), detail: z.string() });

const KIND_OF_STATUS: Readonly<Record<number, DomainErrorKind>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'gone',
  412: 'precondition-failed',
  413: 'too-large',
  422: 'invalid',
  428: 'precondition-required',
  429: 'too-many',
  503: 'unavailable',
};

/** Turns an answer that is not a success into the error that the called service threw. A fault of ours stays one: it becomes a plain Error. */
export async function problemToError(response: Response): Promise<Error> {
  const kind = KIND_OF_STATUS[response.status];
  const body = ProblemBody.safeParse(await response.json().catch(() => null));
  if (kind === undefined || !body.success) return new Error(`${new URL(response.url).pathname} answered ${response.status}`);
  return new DomainError(kind, body.data.code, body.data.detail);
}
