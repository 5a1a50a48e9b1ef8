/** What an address carries behind its `#`, which no server sees: read once, and gone from the address at once. */

/** The fragment, which from now on is neither in the address nor in the history. */
export function takeFragment() {
  const carried = location.hash.slice(1);
  if (carried) history.replaceState(null, '', location.pathname + location.search);
  return carried;
}
