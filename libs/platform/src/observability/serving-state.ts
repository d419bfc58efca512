import { Injectable } from '@nestjs/common';

/** Whether this process takes new work. Switched off as the first step of shutdown, so that readiness says so before connections close. */
@Injectable()
export class ServingState {
  accepting = true;
}
