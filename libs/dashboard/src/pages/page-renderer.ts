import { Inject, Injectable } from '@nestjs/common';
import { scopeOf, type Principal } from '@cdc/access';
import { ENV, type Env } from '@cdc/platform';
import { type Request, type Response } from 'express';
import { PageAssets } from '../assets/page-assets.js';
import { requestSession } from '../session/session-request.js';
import { pageTemplates } from './page-templates.js';

/** A page ready to be drawn. */
export interface PageView {
  readonly template: string;
  /** Without the service's name, which follows it. */
  readonly title: string;
  readonly section: 'overview' | 'submissions' | 'reports' | 'none';
  readonly status?: number;
  /** What the template shows; the layout's own names win over it. */
  readonly model: object;
}

/** Where a principal's files are. */
export function submissionsPath(principal: Principal): string {
  const { regions } = scopeOf(principal);
  return regions === 'all' || regions[0] === undefined ? '/submissions' : `/regions/${regions[0]}/submissions`;
}

@Injectable()
export class PageRenderer {
  private readonly templates = pageTemplates();

  constructor(
    private readonly assets: PageAssets,
    @Inject(ENV) private readonly env: Env,
  ) {}

  send(request: Request, response: Response, { template, title, section, status, model }: PageView): void {
    const session = requestSession(request);
    const html = this.templates.render(template, {
      ...model,
      title,
      user: session?.principal.name,
      csrf: session?.csrfToken,
      cspNonce: response.locals['cspNonce'],
      assets: this.assets.addresses,
      navigation: session ? navigation(session.principal, section) : [],
      notice: this.env.CDC_MODE === 'development' ? DEVELOPMENT_NOTICE : null,
    });
    if (status !== undefined) response.status(status);
    response.type('html').send(html);
  }
}

const DEVELOPMENT_NOTICE = { title: 'Demonstration mode.', text: 'Anyone who can open this page can choose a role. No password protects what is in it.' };

function navigation(principal: Principal, section: PageView['section']): { text: string; href: string; active: boolean }[] {
  return [
    { ...overviewEntry(principal), active: section === 'overview' },
    { text: 'Submissions', href: submissionsPath(principal), active: section === 'submissions' },
    { text: 'Reports', href: '/reports', active: section === 'reports' },
  ];
}

function overviewEntry(principal: Principal): { text: string; href: string } {
  const { regions } = scopeOf(principal);
  return regions === 'all' || regions[0] === undefined ? { text: 'National overview', href: '/' } : { text: 'Overview', href: `/?region=${regions[0]}` };
}
