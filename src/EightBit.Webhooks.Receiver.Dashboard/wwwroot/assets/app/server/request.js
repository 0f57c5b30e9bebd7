/** Why a request did not give data: 'away' (no answer), 'signed-out', 'forbidden' or 'refused' (the server says why). */
export class RequestError extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

const address = (path, query) => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null) parameters.set(name, value);
  }
  const text = parameters.toString();
  return `api/${path}${text && `?${text}`}`;
};

/** Asks for data. Gives null when the server says that it has not changed since the tag. */
export async function get(path, query, { signal, tag } = {}) {
  const headers = { Accept: 'application/json', ...(tag && { 'If-None-Match': tag }) };
  const response = await send(address(path, query), { headers, signal });
  if (response.status === 304) return null;
  return { data: await readJson(response), tag: response.headers.get('ETag') };
}

/** Asks for a change. The token proves that this page asks, and no other site. */
export async function post(path, body) {
  const { antiforgery } = (await get('about')).data;
  const headers = { 'Accept': 'application/json', 'Content-Type': 'application/json', ...(antiforgery.header && { [antiforgery.header]: antiforgery.token }) };
  return readJson(await send(address(path), { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function send(url, options) {
  let response;
  try {
    // A sign-in page that a request is sent on to is no answer to it.
    response = await fetch(url, { cache: 'no-store', credentials: 'same-origin', redirect: 'manual', ...options });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new RequestError('away', 'The server does not answer.');
  }
  if (response.type === 'opaqueredirect' || response.status === 401) throw new RequestError('signed-out', 'Your session has ended.');
  if (response.status === 403) throw new RequestError('forbidden', 'You may not see this.');
  if (!response.ok && response.status !== 304) throw new RequestError(response.status >= 500 ? 'away' : 'refused', await reason(response));
  return response;
}

async function readJson(response) {
  try {
    return await response.json();
  } catch {
    throw new RequestError('away', 'The server gave an answer that this page cannot read. Something in front of it may have answered.');
  }
}

async function reason(response) {
  try {
    const problem = await response.json();
    return [problem.title, problem.detail].filter(Boolean).join(': ');
  } catch {
    return `The server answered ${response.status}.`;
  }
}
