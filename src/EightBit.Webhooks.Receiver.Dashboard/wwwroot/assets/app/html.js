import { h } from '../vendor/preact.js';
import htm from '../vendor/htm.js';

/** Templates become elements; whatever is put into them becomes text or a property, never markup. */
export const html = htm.bind(h);
