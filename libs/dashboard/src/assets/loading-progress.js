// Keeps the sentence on loading, above the page, up to date. Without it the sentence stays as the page was made.
const pauseMs = 2000;
const sentence = document.querySelector('[data-loading]');
const outcome = document.querySelector('[data-loading-outcome]');

/** What a person has to do about it is read out; the steps on the way are not. */
function end(text, link) {
  sentence.textContent = '';
  outcome.textContent = text;
  if (link) outcome.append(' ', link, '.');
}

function reloadLink() {
  const link = document.createElement('a');
  link.href = location.pathname + location.search;
  link.textContent = 'Reload this page to see it';
  return link;
}

async function refresh() {
  const answer = await fetch('/loading-progress', { headers: { Accept: 'application/json' } });
  // Signed out, or the platform has stopped: the next page says it.
  if (!answer.ok) return;
  const progress = await answer.json();
  if (progress.state === 'loaded') end('Loaded.', reloadLink());
  else if (progress.state === 'failed') end(progress.sentence);
  else {
    sentence.textContent = progress.sentence;
    later();
  }
}

function later() {
  setTimeout(() => refresh().catch(later), pauseMs);
}

if (sentence) later();
