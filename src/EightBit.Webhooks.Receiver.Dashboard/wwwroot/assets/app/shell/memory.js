const prefix = 'eightbit-webhooks-';

/** What this browser remembers of the reader's choices; nothing, where it does not let pages remember. */
export function recall(name) {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // The choice holds until the page is left.
  }
}
