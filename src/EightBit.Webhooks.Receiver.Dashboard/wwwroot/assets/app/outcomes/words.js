import { deliveryOutcomes } from './deliveries.js';
import { handlingOutcomes } from './handlings.js';
import { inboxStates } from './states.js';

const all = { ...deliveryOutcomes, ...handlingOutcomes, ...inboxStates };

/** What an outcome is called, how grave it is, what it means and what to check. One that is not known yet is shown as it is. */
export function wordsOf(code) {
  return Object.hasOwn(all, code) ? all[code] : { label: code.replaceAll('_', ' '), tone: 'neutral', means: '' };
}

/** From good to bad. Every count and every badge belongs to one of them. */
export const tones = ['good', 'neutral', 'warn', 'bad'];
