/** A handful of drawings on a grid of 24; made here, because a page with a strict CSP fetches no sprite in every browser. */

const DRAWN = {
  key: 'M8 11a4 4 0 1 0 0-.01M11.700 12.500 20 20.500M16.500 17.200l2-2M19 19.600l1.500-1.500',
  phone: 'M8 3h8a1.500 1.500 0 0 1 1.500 1.500v15A1.500 1.500 0 0 1 16 21H8a1.500 1.500 0 0 1-1.500-1.500v-15A1.500 1.500 0 0 1 8 3ZM11 18h2',
  laptop: 'M6 5h12a1 1 0 0 1 1 1v9H5V6a1 1 0 0 1 1-1ZM3 18.500h18',
  shield: 'M12 3l7.500 2.500v5.500c0 4.800-3 8.200-7.500 10-4.500-1.800-7.500-5.200-7.500-10V5.500ZM8.750 12l2.400 2.400 4.200-4.400',
  clock: 'M12 3.500a8.500 8.500 0 1 0 .01 0ZM12 7.500V12l3 2',
  hand: 'M7.500 12.500v-6a1.400 1.400 0 0 1 2.800 0V11 4.900a1.400 1.400 0 0 1 2.800 0V11 6a1.400 1.400 0 0 1 2.800 0v6.500-3.500a1.400 1.400 0 0 1 2.700 0v5.500c0 4-2.500 6.500-6 6.500-3 0-4.700-1.500-6.200-4.200L4.600 13.400c-.9-1.700 1.200-2.900 2.300-1.500Z',
  finger: 'M5 9.500A7.500 7.500 0 0 1 18.800 8.200M19.500 11.500c.2 2.500 0 4.500-.6 6.500M4.600 13v1.500M8 18.500c.5-1.800.6-3.600.5-6a3.500 3.500 0 0 1 7 0c.1 3-.2 5.500-1 7.800M12 12.500c.1 3.200-.2 5.800-1 8.300',
  check: 'M5 12.500l4.700 4.700L19.500 7',
  plus: 'M12 5v14M5 12h14',
  pencil: 'M4 20l.9-4L16.200 4.700a1.500 1.500 0 0 1 2.100 0l1 1a1.500 1.500 0 0 1 0 2.100L8 19.100ZM14.500 6.500l3 3',
  paper: 'M6.500 3H14l4.500 4.500V20a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM14 3v4.500h4.500M9 12.500h6M9 16h6',
  copy: 'M9 8.500h9a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1v-10a1 1 0 0 1 1-1ZM5 15.500V4.500a1 1 0 0 1 1-1h9',
  download: 'M12 4v11M7.500 11l4.500 4.500L16.500 11M5 19.500h14',
  print: 'M7 8.500V4h10v4.500M7 17H4.500v-7a1.500 1.500 0 0 1 1.500-1.500h12a1.500 1.500 0 0 1 1.500 1.500v7H17M7 14h10v6.500H7Z',
  cloud: 'M7 18.500a4 4 0 0 1-.5-8 5.500 5.500 0 0 1 10.600 1A3.500 3.500 0 0 1 17 18.500Z',
  globe: 'M12 3.500a8.500 8.500 0 1 0 .01 0ZM3.500 12h17M12 3.500c5 5 5 12 0 17-5-5-5-12 0-17',
  leave: 'M10 4H6.500A1.500 1.500 0 0 0 5 5.500v13A1.500 1.500 0 0 0 6.500 20H10M15 8l4 4-4 4M19 12H10',
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
