/** Taking a table along. What is written is the numbers themselves, not how they are shown. */

/** Saves rows as `csv` (RFC 4180) or `json`. */
export function saveAs(name, kind, keys, rows) {
  const text = kind === 'csv' ? csv(keys, rows) : JSON.stringify(rows, null, 2);
  const address = URL.createObjectURL(new Blob([text], { type: kind === 'csv' ? 'text/csv;charset=utf-8' : 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')}.${kind}`;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Lines end by CRLF; a text that a spreadsheet would take for a formula gets an apostrophe. */
export function csv(keys, rows) {
  const lines = [keys, ...rows.map((row) => keys.map((key) => row[key]))];
  return lines.map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n';
}

function cell(value) {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
