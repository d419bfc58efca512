import { pageLook, rolePickerPage, signInErrorPage } from './sign-in-pages.js';

const notice = { label: 'Synthetic data: all of it is invented.', progress: async () => 'Loading: <the register>, 1 of 2.' };

it('says above every sign-in page that the data are invented, and how far loading is', async () => {
  const look = await pageLook({ notice });
  for (const page of [rolePickerPage(look), rolePickerPage(look, 'Choose who to sign in as'), signInErrorPage('expired', look)]) {
    expect(page).toContain('<strong>Synthetic data: all of it is invented.</strong> Loading: &lt;the register&gt;, 1 of 2.');
  }
});

it('says no such thing of live data', async () => {
  const page = rolePickerPage(await pageLook({}));
  expect(page).not.toContain('app-notice');
  expect(page).not.toMatch(/synthetic|demonstration/i);
});
