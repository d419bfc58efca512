import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { ProblemFilter } from './problem.filter.js';
import { ProblemPages } from './problem-pages.js';
import { RequestValidationPipe } from './request-validation.pipe.js';

/** What every HTTP route of the platform has: checked input and problem+json. Import it once, beside `secureHttp`. */
@Global()
@Module({
  providers: [
    ProblemPages,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useClass: RequestValidationPipe },
  ],
  exports: [ProblemPages],
})
export class HttpModule {}
