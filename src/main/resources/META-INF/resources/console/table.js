/** The console's one table: sticky head, sortable, numbers right-aligned with their units, to be taken along as CSV or JSON. */

import { make } from '/pages/make.js';
import { saveAs } from './export.js';

let number = 0;

/**
 * @param {{title: string, columns: {key: string, label: string, unit?: string, num?: boolean, head?: boolean, wide?: boolean,
 *   say?: (value: any) => string, cell?: (row: object) => string | Node, raw?: (row: object) => any, mark?: (row: object) => string}[],
 *   rows: object[], empty?: string, file?: string, quiet?: boolean, sortBy?: [string, 'ascending' | 'descending']}} what
 * `quiet` hides the title from sight where a heading says it already.
 */
export function table({ title, columns, rows, empty = 'Nothing yet.', file = title, quiet = false, sortBy }) {
  const id = `table-${++number}`;
  const body = make('tbody');
  const heads = columns.map((column) => headOf(column, (direction) => sort(column, direction)));
  const box = make('div', { className: 'table-box', tabIndex: 0, attributes: { role: 'region', 'aria-labelledby': id } },
    make('table', {}, make('caption', { className: 'unseen', textContent: title }),
      make('thead', {}, make('tr', {}, ...heads)), body));
  let shown = rows;

  function sort(column, direction) {
    heads.forEach((one) => one.removeAttribute('aria-sort'));
    heads[columns.indexOf(column)].setAttribute('aria-sort', direction);
    const of = (row) => rawOf(column, row);
    const sign = direction === 'ascending' ? 1 : -1;
    shown = [...rows].sort((one, other) => sign * compare(of(one), of(other)));
    fill();
  }

  function fill() {
    body.replaceChildren(...(shown.length ? shown.map(rowOf) : [make('tr', {}, make('td', { colSpan: columns.length, textContent: empty }))]));
  }

  function rowOf(row) {
    return make('tr', {}, ...columns.map((column) => {
      const cell = column.cell ? column.cell(row) : column.say ? column.say(row[column.key]) : row[column.key];
      const element = make(column.head ? 'th' : 'td', { className: [column.num ? 'num' : '', column.wide ? 'wide' : '', /(^|_)at$|^since$/.test(column.key) ? 'nowrap' : '', column.mark?.(row) ?? ''].join(' ').trim() });
      if (column.head) element.scope = 'row';
      element.append(cell instanceof Node ? cell : String(cell ?? '–'));
      return element;
    }));
  }

  const save = (kind) => {
    const kept = columns.filter(({ key }) => key);
    saveAs(file, kind, kept.map(({ key }) => key), shown.map((row) => Object.fromEntries(kept.map((column) => [column.key, rawOf(column, row)]))));
  };
  const sorted = sortBy && columns.find(({ key }) => key === sortBy[0]);
  if (sorted) sort(sorted, sortBy[1]);
  else fill();
  return make('div', { className: 'table' },
    make('p', { className: quiet ? 'unseen' : 'table-title', id, textContent: title }), box,
    make('p', { className: 'keep' }, make('span', { textContent: `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}` }),
      make('span', { className: 'row' },
        make('button', { type: 'button', className: 'link', textContent: 'CSV', attributes: { 'aria-label': `${title} as CSV` }, on: () => save('csv') }),
        make('button', { type: 'button', className: 'link', textContent: 'JSON', attributes: { 'aria-label': `${title} as JSON` }, on: () => save('json') }))));
}

/** The number or text behind a cell, for sorting and for taking along; of an interval its value. */
export function rawOf({ key, raw, say }, row) {
  const value = raw ? raw(row) : row[key];
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return 'value' in value ? value.value : say ? say(value) : value;
}

function headOf({ label, unit, num }, sort) {
  const cell = make('th', { className: num ? 'num' : '', scope: 'col' });
  const button = make('button', { type: 'button', textContent: unit ? `${label}, ${unit}` : label });
  button.addEventListener('click', () => sort(cell.getAttribute('aria-sort') === (num ? 'descending' : 'ascending')
    ? (num ? 'ascending' : 'descending') : (num ? 'descending' : 'ascending')));
  cell.append(button);
  return cell;
}

function compare(one, other) {
  if (one === other) return 0;
  if (one === undefined || one === null) return -1;
  if (other === undefined || other === null) return 1;
  return typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other));
}
