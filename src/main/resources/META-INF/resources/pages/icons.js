/** A handful of drawings on a grid of 24; made here, because a page with a strict CSP fetches no sprite in every browser. */

const DRAWN = {
  key: 'M8.2 11.200a4.7 4.7 0 1 0 .01 0ZM11.6 12.5 20.5 3.600M16.2 7.900l3.1 3.100M13.6 10.500l2 2',
  phone: 'M8 3h8a1.5 1.5 0 0 1 1.5 1.500v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.500v-15A1.5 1.5 0 0 1 8 3ZM11 18h2',
  laptop: 'M6 5h12a1 1 0 0 1 1 1v9H5V6a1 1 0 0 1 1-1ZM3 18.500h18',
  shield: 'M12 3l7.5 2.500v5.500c0 4.8-3 8.2-7.5 10-4.5-1.8-7.5-5.2-7.5-10V5.500ZM8.750 12l2.4 2.4 4.2-4.4',
  clock: 'M12 3.500a8.5 8.5 0 1 0 .01 0ZM12 7.500V12l3 2',
  hand: 'M7.5 12.500v-6a1.4 1.4 0 0 1 2.8 0V11 4.900a1.4 1.4 0 0 1 2.8 0V11 6a1.4 1.4 0 0 1 2.8 0v6.5-3.500a1.4 1.4 0 0 1 2.7 0v5.500c0 4-2.5 6.5-6 6.5-3 0-4.7-1.5-6.2-4.200L4.6 13.400c-.9-1.7 1.2-2.9 2.3-1.500Z',
  finger: 'M5 9.500A7.5 7.5 0 0 1 18.8 8.200M19.5 11.500c.2 2.5 0 4.5-.6 6.500M4.6 13v1.500M8 18.500c.5-1.8.6-3.6.5-6a3.5 3.5 0 0 1 7 0c.1 3-.2 5.5-1 7.800M12 12.500c.1 3.2-.2 5.8-1 8.3',
  check: 'M5 12.500l4.7 4.700L19.5 7',
  plus: 'M12 5v14M5 12h14',
  pencil: 'M4 20l.9-4L16.2 4.700a1.5 1.5 0 0 1 2.1 0l1 1a1.5 1.5 0 0 1 0 2.100L8 19.100ZM14.5 6.500l3 3',
  paper: 'M6.5 3H14l4.5 4.500V20a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM14 3v4.500h4.500M9 12.500h6M9 16h6',
  down: 'M6 9.500l6 6 6-6',
  copy: 'M9 8.500h9a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1v-10a1 1 0 0 1 1-1ZM5 15.500V4.500a1 1 0 0 1 1-1h9',
  download: 'M12 4v11M7.5 11l4.5 4.500L16.5 11M5 19.500h14',
  print: 'M7 8.500V4h10v4.500M7 17H4.500v-7a1.5 1.5 0 0 1 1.5-1.500h12a1.5 1.5 0 0 1 1.5 1.500v7H17M7 14h10v6.500H7Z',
  cloud: 'M7 18.500a4 4 0 0 1-.5-8 5.5 5.5 0 0 1 10.6 1A3.5 3.5 0 0 1 17 18.500Z',
  letter: 'M4.5 5.500h15a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1ZM4 6.500l8 6.500 8-6.500',
  eye: 'M2.5 12S6 5.500 12 5.500 21.5 12 21.5 12 18 18.500 12 18.500 2.5 12 2.5 12ZM12 9a3 3 0 1 0 .01 0Z',
  globe: 'M12 3.500a8.5 8.5 0 1 0 .01 0ZM3.5 12h17M12 3.500c5 5 5 12 0 17-5-5-5-12 0-17',
  leave: 'M10 4H6.500A1.5 1.5 0 0 0 5 5.500v13A1.5 1.5 0 0 0 6.5 20H10M15 8l4 4-4 4M19 12H10',
};

/** Drawings that point somewhere and turn with the direction of reading. */
const TURNS = new Set(['leave']);
const SVG = 'http://www.w3.org/2000/svg';

/** A new drawing, hidden from screen readers. */
export function icon(name) {
  return draw(document.createElementNS(SVG, 'svg'), name);
}

/** Fills every `<svg data-icon>` below `root`. */
export function drawIcons(root) {
  for (const svg of root.querySelectorAll('svg[data-icon]')) draw(svg, svg.dataset.icon);
}

function draw(svg, name) {
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  if (TURNS.has(name)) svg.classList.add('turns');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', DRAWN[name]);
  svg.replaceChildren(path);
  return svg;
}
