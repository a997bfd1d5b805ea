/** The answers in this browser, only while the reader wants them there; one sheet of one site each. */

const NAME = `fuwuyue.selfcheck.${location.pathname}`;

/** What was remembered, or null; refused storage remembers nothing. */
export function recall() {
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null;
  }
}

/** Remember `text`; returns whether the browser let us. */
export function remember(text) {
  try {
    localStorage.setItem(NAME, text);
    return true;
  } catch {
    return false;
  }
}

export function forget() {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // what can't be stored needn't be removed
  }
}
