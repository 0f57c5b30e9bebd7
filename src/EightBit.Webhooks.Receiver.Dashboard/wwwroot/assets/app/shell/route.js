import { useEffect, useState } from '../../vendor/hooks.js';

/** "#/deliveries?outcome=accepted" as a page and its query. */
export function readRoute(hash) {
  const [path, query] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
  return { page: path || 'overview', query: Object.fromEntries(new URLSearchParams(query ?? '')) };
}

/** The address of a page. What is null, undefined or, but for a receiver, empty is left out. */
export function linkTo(page, query = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && (value !== '' || name === 'receiver')) parameters.set(name, value);
  }
  const text = parameters.toString();
  return `#/${page === 'overview' ? '' : page}${text && `?${text}`}`;
}

export const linkToEvent = ({ receiver, tenant, eventId }) => linkTo('event', { receiver, tenant, id: eventId });

export function useRoute() {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  useEffect(() => {
    const read = () => setRoute(readRoute(location.hash));
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  return route;
}
