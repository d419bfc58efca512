import { Controller, Get, Redirect } from '@nestjs/common';
import { RequirePermission } from '@cdc/platform';
import { CurrentSession } from '../session/session-request.js';
import { type SignedInSession } from '../session/page-session.repository.js';
import { submissionsPath } from './page-renderer.js';

/** Where a person's work is, by role: a region's files, or everybody's reports. */
@Controller()
export class StartController {
  @Get()
  @RequirePermission('page.read')
  @Redirect('/reports', 303)
  start(@CurrentSession() { principal }: SignedInSession): { url: string } {
    return { url: principal.role === 'region' ? submissionsPath(principal) : '/reports' };
  }
}
