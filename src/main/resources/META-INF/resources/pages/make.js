/** Makes elements; a text is always a text. */

/** A new element with these properties and children. `data` are its data attributes, `on` is what a click does. */
export function make(tag, { data = {}, attributes = {}, on, ...properties } = {}, ...children) {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  Object.assign(element.dataset, data);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (on) element.addEventListener('click', on);
  element.append(...children.filter(Boolean));
  return element;
}
