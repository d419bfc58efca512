import { Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import { DomainError } from '@cdc/contracts';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[];
}

const MOST_ERRORS = 100;

/** Checks `@Body({ schema })`, `@Query({ schema })` and `@Param(name, { schema })` against their zod schema and hands on what it parsed. */
@Injectable()
export class RequestValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues: readonly Issue[]) => invalidRequest(issues) });
  }
}

function invalidRequest(issues: readonly Issue[]): DomainError {
  const errors = issues.slice(0, MOST_ERRORS).map(({ path = [], message }) => ({
    field: path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    message,
  }));
  const [first] = errors;
  const where = first?.field ? `${first.field}: ` : '';
  const more = issues.length > 1 ? ` There are ${issues.length} problems in all.` : '';
  return new DomainError(
    'invalid',
    'INVALID_REQUEST',
    `${where}${first?.message ?? 'The request is not valid.'}${more}`,
    { errors },
  );
}
