import { isOwnForm } from './form-origin.model.js';

const PUBLIC = 'https://cdc.example';

it.each([
  ['from the public address', { origin: PUBLIC, fetchSite: 'same-origin', host: 'cdc.example' }, true],
  ['from a browser that says no more than its origin', { origin: PUBLIC, fetchSite: undefined, host: 'internal' }, true],
  ['from this machine under its own name', { origin: 'http://127.0.0.1:8080', fetchSite: 'same-origin', host: '127.0.0.1:8080' }, true],
  ['from another port of this machine', { origin: 'http://127.0.0.1:9999', fetchSite: 'same-origin', host: '127.0.0.1:8080' }, false],
  ['without an origin', { origin: undefined, fetchSite: 'same-origin', host: 'cdc.example' }, false],
  ['from a sandboxed page', { origin: 'null', fetchSite: 'same-origin', host: 'cdc.example' }, false],
  ['from a neighbour of the site', { origin: PUBLIC, fetchSite: 'same-site', host: 'cdc.example' }, false],
  ['from another site that names our host', { origin: 'https://evil.test', fetchSite: 'same-origin', host: 'evil.test' }, false],
])('judges a form %s', (_name, request, own) => expect(isOwnForm(request, PUBLIC)).toBe(own));
