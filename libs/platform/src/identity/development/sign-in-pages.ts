import { DEVELOPMENT_CLIENTS } from '@cdc/access';

/** The role picker: a plain form that posts to its own address. */
export function rolePickerPage(stylesheet: string | undefined, problem?: string): string {
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
    stylesheet,
    `<form method="post" novalidate>
      <div class="nhsuk-form-group${problem ? ' nhsuk-form-group--error' : ''}">
        <fieldset class="nhsuk-fieldset"${problem ? ' aria-describedby="role-error"' : ''}>
          <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--l">
            <h1 class="nhsuk-fieldset__heading">Sign in as</h1>
          </legend>
          <p class="nhsuk-hint">This is a demonstration. Choose whose view you want; no password is needed.</p>
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
export function signInErrorPage(code: string, stylesheet: string | undefined): string {
  const known = /^[a-z_]{1,40}$/.test(code) ? ` (${code})` : '';
  return page(
    'Sign-in did not finish',
    stylesheet,
    `<h1>Sign-in did not finish</h1>
    <p>It may have taken too long, or was started in another window${known}.</p>
    <p><a href="/">Start again</a></p>`,
  );
}

function page(title: string, stylesheet: string | undefined, main: string): string {
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
  </header>
  <div class="nhsuk-width-container">
    <main class="nhsuk-main-wrapper" id="maincontent">
    ${main}
    </main>
  </div>
</body>
</html>
`;
}
