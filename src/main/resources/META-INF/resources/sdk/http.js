/** JSON over fetch, with time limits and with every refusal turned into a LatchkeyError. */

import { LatchkeyError, fromAnswer } from './errors.js';

const PATIENCE = 15_000;

/**
 * @param {{baseUrl: string, cookies: boolean, language?: () => string | undefined, fetch?: typeof fetch}} how
 * @returns {(method: string, path: string, what?: {body?: object, headers?: object, signal?: AbortSignal, keepsCookies?: boolean}) => Promise<any>}
 */
export function http({ baseUrl, cookies, language = () => undefined, fetch = globalThis.fetch }) {
  return async function call(method, path, { body, headers = {}, signal, keepsCookies = false } = {}) {
    const sent = { Accept: 'application/json, application/problem+json', ...headers };
    if (language()) sent['Accept-Language'] = language();
    if (body !== undefined) sent['Content-Type'] = 'application/json';
    const limit = limited(signal);
    let answer;
    let content;
    try {
      answer = await fetch(baseUrl + path, {
        method,
        headers: sent,
        body: body === undefined ? undefined : JSON.stringify(body),
        // In token mode the device cookie is the only one there is, and only for pages on the service's own host.
        credentials: cookies ? 'include' : keepsCookies ? 'same-origin' : 'omit',
        cache: 'no-store',
        signal: limit.signal,
      });
      content = await answer.text();
    } catch (cause) {
      throw new LatchkeyError(signal?.aborted ? 'cancelled' : 'network', undefined, { cause });
    } finally {
      limit.end();
    }
    const json = parsed(content);
    if (!answer.ok) throw fromAnswer(answer.status, answer.headers, json);
    if (content && json === undefined) throw new LatchkeyError('unexpected-answer', undefined, { status: answer.status });
    return json;
  };
}

function parsed(content) {
  try {
    return content ? JSON.parse(content) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Server-sent events over fetch, which can send a body and headers where EventSource cannot.
 *
 * @param {{baseUrl: string, cookies: boolean, language?: () => string | undefined, fetch?: typeof fetch}} how
 * @returns {(method: string, path: string, what: {body?: object, headers?: object, signal?: AbortSignal, onEvent: (event: {name: string, data: any}) => void}) => Promise<void>}
 * resolves when the service ends the stream
 */
export function events({ baseUrl, cookies, fetch = globalThis.fetch }) {
  return async function listen(method, path, { body, headers = {}, signal, onEvent }) {
    const sent = { Accept: 'text/event-stream, application/problem+json', ...headers };
    if (body !== undefined) sent['Content-Type'] = 'application/json';
    try {
      const answer = await fetch(baseUrl + path, {
        method,
        headers: sent,
        body: body === undefined ? undefined : JSON.stringify(body),
        credentials: cookies ? 'include' : 'omit',
        cache: 'no-store',
        signal,
      });
      if (!answer.ok) throw fromAnswer(answer.status, answer.headers, parsed(await answer.text()));
      const read = eventReader(onEvent);
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        read(value);
      }
    } catch (cause) {
      if (cause instanceof LatchkeyError) throw cause;
      throw new LatchkeyError(signal?.aborted ? 'cancelled' : 'network', undefined, { cause });
    }
  };
}

/** Takes a stream apart, wherever it was cut (WHATWG HTML, 9.2.6); what is no JSON is left out. */
export function eventReader(onEvent) {
  let rest = '';
  let name = '';
  let data = [];
  const line = (text) => {
    if (text === '') {
      const told = parsed(data.join('\n'));
      if (told !== undefined) onEvent({ name: name || 'message', data: told });
      name = '';
      data = [];
      return;
    }
    const [field, value = ''] = text.split(/: ?(.*)/s);
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
  };
  return (chunk) => {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    lines.forEach(line);
  };
}

/** The caller's signal or our own clock, whichever comes first. */
function limited(signal) {
  const own = new AbortController();
  const stop = () => own.abort();
  const timer = setTimeout(stop, PATIENCE);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  return {
    signal: own.signal,
    end() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    },
  };
}
