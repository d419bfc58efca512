import { DEVELOPMENT_CLIENTS } from '@cdc/access';
import { type PageNotice } from '../../http/page-notice.js';

export interface PageLook {
  /** Address of the style sheet, where there is one. */
  readonly stylesheet: string | undefined;
  /** Sentences that stand above the page, the most important first. */
  readonly notice: readonly string[];
}

export async function pageLook({ stylesheet, notice }: { readonly stylesheet?: string; readonly notice?: PageNotice }): Promise<PageLook> {
  if (!notice) return { stylesheet, notice: [] };
  const progress = await notice.progress();
  return { stylesheet, notice: [notice.label, ...(progress === null ? [] : [progress])] };
}

/** The role picker: a plain form that posts to its own address. */
export function rolePickerPage(look: PageLook, problem?: string): string {
  const choices = DEVELOPMENT_CLIENTS.map(
    ({ id, displayName }) => `
          <div class="nhsuk-radios__item">
            <input class="nhsuk-radios__input" id="role-${id}" name="role" type="radio" value="${id}">
            <label class="nhsuk-label nhsuk-radios__label" for="role-${id}">${displayName}</label>
          </div>`,
  ).join('');
  const error = problem
    ? `<span class="nhsuk-error-message" id="role-error"><span class="nhsuk-u-visually-hidden">Error:</span> ${problem}</span>`
    : '';
  return page(
    `${problem ? 'Error: ' : ''}Sign in`,
    look,
    `<form method="post" novalidate>
      <div class="nhsuk-form-group${problem ? ' nhsuk-form-group--error' : ''}">
        <fieldset class="nhsuk-fieldset"${problem ? ' aria-describedby="role-error"' : ''}>
          <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--l">
            <h1 class="nhsuk-fieldset__heading">Sign in as</h1>
          </legend>
          <p class="nhsuk-hint">Choose whose view you want. In development mode no password is needed.</p>
          ${error}
          <div class="nhsuk-radios">${choices}
          </div>
        </fieldset>
      </div>
      <button class="nhsuk-button" type="submit">Continue</button>
    </form>`,
  );
}

/** @param code the protocol's error code; anything that is not one is left out */
export function signInErrorPage(code: string, look: PageLook): string {
  const known = /^[a-z_]{1,40}$/.test(code) ? ` (${code})` : '';
  return page(
    'Sign-in did not finish',
    look,
    `<h1>Sign-in did not finish</h1>
    <p>It may have taken too long, or was started in another window${known}.</p>
    <p><a href="/">Start again</a></p>`,
  );
}

function page(title: string, { stylesheet, notice }: PageLook, main: string): string {
  const style = stylesheet === undefined ? '' : `\n  <link rel="stylesheet" href="${stylesheet}">`;
  return `<!DOCTYPE html>
<html lang="en-GB">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} - CDC delivery tracker</title>${style}
</head>
<body>
  <header class="nhsuk-header" role="banner">
    <div class="nhsuk-width-container nhsuk-header__container">
      <div class="nhsuk-header__service"><span class="nhsuk-header__service-name">Track diagnostic centres</span></div>
    </div>
  </header>${noticeBar(notice)}
  <div class="nhsuk-width-container">
    <main class="nhsuk-main-wrapper" id="maincontent">
    ${main}
    </main>
  </div>
</body>
</html>
`;
}

function noticeBar([first, ...rest]: readonly string[]): string {
  if (first === undefined) return '';
  return `
  <section class="app-notice" aria-label="About this service">
    <div class="nhsuk-width-container"><strong>${escaped(first)}</strong> ${escaped(rest.join(' '))}</div>
  </section>`;
}

/** The progress names what is loaded, and a failure may name anything. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
