import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import { formatCount, formatSigned } from '../words/format.model.js';
import { NHSUK_FOLDER } from './nhsuk-frontend.js';

/** The templates of every page. Everything is escaped unless a template says otherwise; no template holds a figure of its own. */
export function pageTemplates(): nunjucks.Environment {
  const views = fileURLToPath(new URL('../views', import.meta.url));
  const loader = new nunjucks.FileSystemLoader([views, NHSUK_FOLDER]);
  const environment = new nunjucks.Environment(loader, { autoescape: true, trimBlocks: true, lstripBlocks: true });
  environment.addFilter('count', formatCount);
  environment.addFilter('signed', formatSigned);
  environment.addFilter('capitaliseFirst', (text: string) => text.charAt(0).toUpperCase() + text.slice(1));
  return environment;
}
