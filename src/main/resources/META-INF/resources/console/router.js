/** Addresses: `#/{relying party}/{view}/{id}?filters`, so that each view can be linked and Back goes back. */

import { queryOf } from './api.js';

/** The parts of the address now: relying party, view, what comes behind, and the filters. */
export function here() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [rp = '', view = '', ...rest] = path.split('/').map(decoded);
  return { rp, view, rest, query: Object.fromEntries(new URLSearchParams(query)) };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a view, for links. */
export function to(rp, view, { rest = [], query = {} } = {}) {
  return `#/${[rp, view, ...[rest].flat()].map((part) => encodeURIComponent(part)).join('/')}${queryOf(query)}`;
}

/** Goes there. */
export const go = (address) => { location.hash = address; };

/** Changes the filters in the address without a step in the history and without drawing the page anew. */
export function remember(query) {
  const { rp, view, rest } = here();
  history.replaceState(history.state, '', to(rp, view, { rest, query }));
}
