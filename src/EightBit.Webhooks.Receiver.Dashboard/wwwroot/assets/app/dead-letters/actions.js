import { useState } from '../../vendor/hooks.js';
import { counted } from '../amounts.js';
import { askNow } from '../server/poll.js';
import { useLive } from '../server/live.js';
import { post } from '../server/request.js';
import { useNotify } from '../shell/toasts.js';

/** What can become of one letter, in words. */
export const resultWords = {
  replayed: { tone: 'good', short: 'replayed', long: 'Replayed: it is back in the inbox, with all its attempts ahead of it.' },
  purged: { tone: 'good', short: 'purged', long: 'Purged: deleted; its id stays remembered.' },
  not_found: { tone: 'warn', short: 'not found', long: 'Not found: it is no dead letter any more. Somebody may have replayed or purged it.' },
  full: { tone: 'bad', short: 'not replayed, the inbox is full', long: 'The inbox is full, and the letter is still here. Try again when there is room.' },
  failed: { tone: 'bad', short: 'failed', long: 'Failed, and the letter is still here.' },
};

export const wordsOfResult = (outcome) => resultWords[outcome] ?? { tone: 'warn', short: outcome, long: outcome };

function summary(results) {
  const counts = new Map();
  for (const { outcome } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, count]) => `${count} ${wordsOfResult(outcome).short}`).join(', ');
}

/** Replays and purges, tells in a word how it went, and keeps what became of each letter. */
export function useLetterActions() {
  const notify = useNotify();
  const { about } = useLive();
  const locked = about !== null && !about.antiforgery.token;
  const [busy, setBusy] = useState(false);
  const [results, setResults] = useState(null);

  async function run(action, letters) {
    setBusy(true);
    try {
      const answer = await post(`dead-letters/${action}`, { entryIds: letters.map((letter) => letter.entryId) });
      const byId = new Map(letters.map((letter) => [letter.entryId, letter]));
      setResults(answer.results.map((result) => ({ ...result, letter: byId.get(result.entryId) })));
      const worst = ['bad', 'warn'].find((tone) => answer.results.some(({ outcome }) => wordsOfResult(outcome).tone === tone)) ?? 'good';
      notify(worst, `${counted(letters.length, 'dead letter')}: ${summary(answer.results)}.`);
      return true;
    } catch (error) {
      notify('bad', `Nothing is known of the outcome: ${error.message} Look at the list before you try again.`);
      return false;
    } finally {
      setBusy(false);
      askNow();
    }
  }

  return {
    busy: busy || locked, locked, results, dismiss: () => setResults(null),
    replay: (letters) => run('replay', letters), purge: (letters) => run('purge', letters),
  };
}
