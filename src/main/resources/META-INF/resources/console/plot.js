/** The console's one plot, drawn by uPlot: direct labels instead of a legend, light or dark, its table underneath. */

import { make } from '/pages/make.js';
import { clock, day } from './format.js';
import { table } from './table.js';

const LIBRARY = '/webjars/uplot/1.6.30/dist/uPlot.iife.min.js';
const SVG = 'http://www.w3.org/2000/svg';
let loading;

/** The library, once somebody looks at a plot. */
function library() {
  loading ??= new Promise((resolve, reject) => {
    const script = make('script', { src: LIBRARY });
    script.onload = () => resolve(globalThis.uPlot);
    script.onerror = () => reject(new Error('no plots'));
    document.head.append(script);
  });
  return loading;
}

const colour = (token) => getComputedStyle(document.documentElement).getPropertyValue(token).trim();
const see = (token, alpha) => `color-mix(in srgb, ${colour(token)} ${alpha * 100}%, transparent)`;

/**
 * A plot with its table.
 *
 * @param {{title: string, lead?: string, says: string, x: {label: string, values: number[], time?: boolean, log?: boolean, say?: (x: number) => string},
 *   y: {label?: string, say: (y: number) => string, max?: number},
 *   series: {label: string, values: (number|null)[], low?: (number|null)[], high?: (number|null)[], token?: string, bars?: boolean, dashed?: boolean}[],
 *   marks?: {x: number, y?: number, text: string, token?: string}[], table: object, height?: number}} what
 * `says` is the plot in one sentence, for who cannot see it.
 */
export function plot(what) {
  const place = make('div', { className: 'plot', attributes: { role: 'img', 'aria-label': `${what.title}. ${what.says}` } });
  const tip = make('p', { className: 'tip', hidden: true });
  const under = make('details', { className: 'under' }, make('summary', { textContent: 'The numbers as a table' }), table(what.table));
  const figure = make('figure', { className: 'figure' },
    make('figcaption', {}, what.title, what.lead && make('small', { textContent: what.lead })), place, under);
  let drawn;

  async function draw() {
    const uPlot = await library();
    if (!place.isConnected) return;
    drawn?.destroy();
    drawn = new uPlot(options(uPlot, what, place.clientWidth, tip), dataOf(what), place);
    place.append(tip);
  }

  const watch = new ResizeObserver(([{ contentRect }]) => {
    if (!place.isConnected) return watch.disconnect();
    if (drawn) drawn.setSize({ width: contentRect.width, height: what.height ?? 210 });
    return undefined;
  });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const redraw = () => (place.isConnected ? draw() : dark.removeEventListener('change', redraw));
  dark.addEventListener('change', redraw);
  requestAnimationFrame(() => draw().then(() => watch.observe(place), () => {
    place.hidden = true;
    under.open = true;
  }));
  return figure;
}

/** How a point of the axis is said: a day or, within two days, an hour. */
function sayX({ time, values, say = String }) {
  if (!time) return say;
  const format = values.at(-1) - values[0] > 172_800 ? day : clock;
  return (one) => format(one * 1000);
}

/** Half a bar, so that the first and the last are whole. */
const margin = (values) => (values.length > 1 ? (values[1] - values[0]) / 2 : 0.5);

const bands = (series) => series.filter(({ low, high }) => low && high);

function dataOf({ x, series }) {
  return [x.values, ...series.map(({ values }) => values), ...bands(series).flatMap(({ low, high }) => [high, low])];
}

function options(uPlot, what, width, tip) {
  const { x, y, series, marks = [] } = what;
  const many = series.length;
  const banded = bands(series);
  const axis = (more) => ({
    stroke: colour('--grey'), font: `12px ${colour('--font')}`, grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line'), width: 1, size: 4 }, ...more,
  });
  const line = ({ label, token = '--accent', bars, dashed }) => ({
    label, stroke: colour(token), width: bars ? 1 : 2, spanGaps: true, points: { show: x.values.length < 20 && !bars, size: 5, fill: colour(token) },
    ...(bars ? { paths: uPlot.paths.bars({ size: [0.7, 40] }), fill: see(token, 0.55) } : {}), ...(dashed ? { dash: [5, 4] } : {}),
  });
  return {
    width,
    height: what.height ?? 210,
    padding: [12, endOf(series), 0, 4],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: Boolean(x.time), ...(x.log ? { distr: 3, range: (_, low, high) => [low, high] } : {}), ...(series.some(({ bars }) => bars) ? { range: (_, low, high) => [low - margin(x.values), high + margin(x.values)] } : {}) },
      y: { range: (_, low, high) => [Math.min(0, low), y.max ?? Math.max(high * 1.12, high + 1e-9)] },
    },
    axes: [
      axis({ size: 34, space: 70, values: (_, ticks) => ticks.map((one) => (one === null ? '' : sayX(x)(one))) }),
      axis({ size: 58, space: 36, values: (_, ticks) => ticks.map((one) => y.say(one)) }),
    ],
    series: [{}, ...series.map(line),
      ...banded.flatMap(({ token = '--accent' }) => [0, 1].map(() => ({ stroke: see(token, 0.25), width: 1, points: { show: false } })))],
    bands: banded.map(({ token = '--accent' }, i) => ({ series: [many + 1 + 2 * i, many + 2 + 2 * i], fill: see(token, 0.14) })),
    hooks: {
      draw: [(u) => { labels(u, series); markAll(u, marks); }],
      setCursor: [(u) => follow(u, what, tip)],
    },
  };
}

const ratio = () => globalThis.devicePixelRatio || 1;
const endOf = (series) => (series.length > 1 ? 20 + Math.max(...series.map(({ label }) => label.length)) * 6.4 : 24);

/** Each line's name at its end; none where there is one line only, which the title names. */
function labels(u, series) {
  if (series.length < 2) return;
  const { ctx } = u;
  ctx.save();
  ctx.font = `600 ${12 * ratio()}px ${colour('--font')}`;
  ctx.textBaseline = 'middle';
  let last = -Infinity;
  const ends = series.map(({ label, values, token = '--accent' }) => {
    const i = values.findLastIndex((value) => value !== null && value !== undefined);
    return { label, token, x: u.valToPos(u.data[0][i], 'x', true), y: u.valToPos(values[i], 'y', true) };
  }).filter(({ y }) => Number.isFinite(y)).sort((one, other) => one.y - other.y);
  for (const { label, token, x, y } of ends) {
    last = Math.max(y, last + 14 * ratio());
    ctx.fillStyle = colour(token);
    ctx.fillText(label, x + 8 * ratio(), last);
  }
  ctx.restore();
}

/** Points to find at a glance: where one stands today, and where one wants to be. */
function markAll(u, marks) {
  const { ctx } = u;
  for (const { x, y, text, token = '--ink' } of marks) {
    const left = u.valToPos(x, 'x', true);
    const top = y === undefined ? u.bbox.top : u.valToPos(y, 'y', true);
    if (!(left >= u.bbox.left && left <= u.bbox.left + u.bbox.width)) continue;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = colour(token);
    ctx.lineWidth = ratio();
    ctx.setLineDash([3 * ratio(), 3 * ratio()]);
    ctx.beginPath();
    ctx.moveTo(left, top);
    ctx.lineTo(left, u.bbox.top + u.bbox.height);
    ctx.stroke();
    if (y !== undefined) {
      ctx.beginPath();
      ctx.arc(left, top, 5 * ratio(), 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.font = `600 ${12 * ratio()}px ${colour('--font')}`;
    const right = left > u.bbox.left + u.bbox.width * 0.6;
    ctx.textAlign = right ? 'right' : 'left';
    ctx.fillText(text, left + (right ? -9 : 9) * ratio(), Math.max(top + 16 * ratio(), u.bbox.top + 14 * ratio()));
    ctx.restore();
  }
}

/** The numbers under the pointer. */
function follow(u, { x, y, series }, tip) {
  const { idx, left } = u.cursor;
  tip.hidden = idx === null || idx === undefined || left < 0;
  if (tip.hidden) return;
  const at = `${x.time ? '' : `${x.label} `}${sayX(x)(x.values[idx])}`;
  tip.textContent = [at, ...series.map(({ label, values }) => `${label}: ${values[idx] === null || values[idx] === undefined ? '–' : y.say(values[idx])}`)].join('\n');
  const over = u.over.offsetLeft + left;
  tip.style.insetInlineStart = over > u.width / 2 ? 'auto' : `${over + 12}px`;
  tip.style.insetInlineEnd = over > u.width / 2 ? `${u.width - over + 12}px` : 'auto';
}

/** A line without axes beside a total; the numbers are in the table that it belongs to. */
export function spark(values, says) {
  const svg = document.createElementNS(SVG, 'svg');
  const known = values.map((value) => value ?? 0);
  const most = Math.max(...known, 1e-9);
  const at = known.map((value, i) => [(96 * i) / Math.max(1, known.length - 1), 22 - (20 * value) / most]);
  svg.setAttribute('class', 'spark');
  svg.setAttribute('viewBox', '0 0 96 24');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', says);
  const add = (name, attributes) => {
    const element = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    svg.append(element);
  };
  add('polyline', { points: at.map((point) => point.map((one) => one.toFixed(1)).join(',')).join(' ') });
  const end = at.at(-1);
  if (end) add('circle', { cx: end[0], cy: end[1], r: 2.5 });
  return svg;
}
