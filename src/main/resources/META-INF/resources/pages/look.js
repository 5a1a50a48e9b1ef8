/** The relying party's own logo, name, accent and corners, as far as they keep the page readable. */

/** `#rgb` or `#rrggbb` as three numbers, or undefined. */
export function colour(text) {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text ?? '')?.[1];
  if (!hex) return undefined;
  const six = hex.length === 3 ? [...hex].map((c) => c + c).join('') : hex;
  return [0, 2, 4].map((i) => parseInt(six.slice(i, i + 2), 16));
}

/** Contrast ratio of two colours (WCAG 2.2, 1.4.3). */
export function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const ENOUGH = 4.5;

/**
 * The accent to use with its text colour and its soft ground, or undefined when it would not be
 * readable as a link on `grounds` or under its own text.
 */
export function accentFor(accent, grounds) {
  const rgb = colour(accent);
  if (!rgb) return undefined;
  const soft = mix(rgb, grounds[0], 0.1);
  if ([...grounds, soft].some((ground) => contrast(rgb, ground) < ENOUGH)) return undefined;
  const on = [[255, 255, 255], [10, 20, 18]].find((text) => contrast(text, rgb) >= ENOUGH);
  return on && { accent: css(rgb), on: css(on), soft: css(soft) };
}

const mix = (one, other, share) => one.map((v, i) => Math.round(v * share + other[i] * (1 - share)));
const css = (rgb) => `rgb(${rgb.join(' ')})`;

/** A radius from 0 to 20 px, or undefined. */
export function radiusFor(radius) {
  const px = /^(\d{1,2})(px)?$/.exec(String(radius ?? '').trim())?.[1];
  return px !== undefined && Number(px) <= 20 ? `${px}px` : undefined;
}

/** Only pictures that the page's CSP lets through. */
export function logoFor(logo, here) {
  try {
    const url = new URL(logo, here);
    const own = url.origin === new URL(here).origin && /^https?:$/.test(url.protocol);
    return own || /^data:image\//.test(logo) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Dresses the page; called again when light turns to dark. */
export function dress({ name, look = {} }) {
  const root = document.documentElement;
  const tokens = ['--accent', '--on-accent', '--soft', '--wash', '--radius'];
  tokens.forEach((token) => root.style.removeProperty(token));

  const computed = getComputedStyle(root);
  const chosen = look.accent && accentFor(look.accent, ['--card', '--paper'].map((token) => colour(computed.getPropertyValue(token).trim())));
  if (chosen) {
    root.style.setProperty('--accent', chosen.accent);
    root.style.setProperty('--on-accent', chosen.on);
    root.style.setProperty('--soft', chosen.soft);
    root.style.setProperty('--wash', chosen.soft);
  }
  const radius = radiusFor(look.radius);
  if (radius) root.style.setProperty('--radius', radius);

  if (name) document.getElementById('brand-name').textContent = name;
  const logo = look.logo && logoFor(look.logo, location.href);
  if (logo) {
    const img = document.getElementById('brand-logo');
    img.onload = () => {
      img.hidden = false;
      document.querySelector('.brand .mark').remove();
    };
    img.onerror = () => (img.hidden = true);
    img.src = logo;
  }
}
