import { developmentClient } from '@cdc/access';
import { type Request, type Response } from 'express';
import { type Provider } from 'oidc-provider';
import { pageOrigins } from '../identity-options.js';
import { type IssuerOptions } from './issuer-configuration.js';
import { pageLook, rolePickerPage, signInErrorPage } from './sign-in-pages.js';

const MOST_BODY_BYTES = 2_048;

/**
 * Shows the role picker and takes its answer. The answer counts only from the browser that holds the interaction's cookie and at that
 * interaction's own address, so no other site can make it.
 */
export async function pickRole(
  provider: Provider,
  options: IssuerOptions,
  uid: string,
  request: Request,
  response: Response,
): Promise<void> {
  response.setHeader('Content-Security-Policy', pickerPolicy(options));
  response.setHeader('Cache-Control', 'no-store');
  response.type('html');
  const interaction = await provider.interactionDetails(request, response).catch(() => undefined);
  if (interaction?.uid !== uid || !['GET', 'HEAD', 'POST'].includes(request.method)) {
    response.status(400).send(signInErrorPage('expired', await pageLook(options)));
    return;
  }
  if (request.method !== 'POST') {
    response.send(rolePickerPage(await pageLook(options)));
    return;
  }
  const client = developmentClient((await formBody(request)).get('role') ?? '');
  if (!client) {
    response.status(400).send(rolePickerPage(await pageLook(options), 'Choose who to sign in as'));
    return;
  }
  await provider.interactionFinished(request, response, { login: { accountId: client.id, remember: false } });
}

// The form's answer ends, by redirects, on the pages' origin, and browsers hold redirects of a form to form-action too.
function pickerPolicy({ publicUrl }: IssuerOptions): string {
  const formAction = ["'self'", ...pageOrigins(publicUrl)].join(' ');
  return `default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`;
}

async function formBody(request: Request): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MOST_BODY_BYTES) return new URLSearchParams();
  }
  return new URLSearchParams(text);
}
