const KEY = 'accord.token';

/** The token this tab of the browser was given, or ''. Gone when the tab is closed. */
export function readToken() {
  return sessionStorage.getItem(KEY) ?? '';
}

/** Keeps the token for this tab; '' forgets it. */
export function keepToken(token) {
  if (token) sessionStorage.setItem(KEY, token);
  else sessionStorage.removeItem(KEY);
}
