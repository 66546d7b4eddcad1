const FORM =
  /^[^\s@"(),:;<>[\\\]]+@[a-z0-9\u0080-\u{10ffff}]([a-z0-9.\u0080-\u{10ffff}-]*[a-z0-9\u0080-\u{10ffff}])?$/u;
const MAX_LENGTH = 254;

/** The address in lower case without outer space, or null where it is none. */
export function normalEmail(text: string): string | null {
  const email = text.trim().toLowerCase();
  return email.length <= MAX_LENGTH && FORM.test(email) && !email.includes('..') ? email : null;
}
