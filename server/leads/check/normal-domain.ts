const FORM =
  /^(?=.{1,253}$)[\p{L}\p{N}]([\p{L}\p{N}_-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}_-]*[\p{L}\p{N}])?)*$/u;

/** The domain in lower case without outer space and final dot, or null where it is none. */
export function normalDomain(text: string): string | null {
  const domain = text.trim().toLowerCase().replace(/\.$/, '');
  return FORM.test(domain) ? domain : null;
}
