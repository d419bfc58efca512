import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';

const VIEWS = fileURLToPath(new URL('../views/', import.meta.url));
const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(VIEWS), {
  autoescape: true,
  throwOnUndefined: true,
});

/** The HTML of a mail. What its view names must be there. */
export function mailHtml(view: string, model: object): string {
  return environment.render(view, model);
}
