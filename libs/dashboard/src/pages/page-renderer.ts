import { Inject, Injectable } from '@nestjs/common';
import { scopeOf, type Principal } from '@cdc/access';
import { DataSet, ENV, type Env } from '@cdc/platform';
import { type Request, type Response } from 'express';
import { PageAssets } from '../assets/page-assets.js';
import { requestSession } from '../session/session-request.js';
import { pageNotice } from './page-notice.js';
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
    private readonly dataSet: DataSet,
    @Inject(ENV) private readonly env: Env,
  ) {}

  async send(request: Request, response: Response, { template, title, section, status, model }: PageView): Promise<void> {
    const notice = await pageNotice(this.env, this.dataSet);
    const session = requestSession(request);
    const html = this.templates.render(template, {
      ...model,
      title,
      user: session?.principal.name,
      csrf: session?.csrfToken,
      cspNonce: response.locals['cspNonce'],
      assets: this.assets.addresses,
      navigation: session ? navigation(session.principal, section) : [],
      notice,
      bodyClasses: notice?.isSynthetic ? 'app-synthetic' : '',
    });
    if (status !== undefined) response.status(status);
    response.type('html').send(html);
  }
}

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
