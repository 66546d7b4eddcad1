import { describe, expect, it } from '@jest/globals';
import { outgoingRules } from '../../../server/outlets/outgoing-rules.js';
import { refuseUrl } from '../../../server/outlets/refuse-url.js';
import { FORBIDDEN_URLS } from '../../helpers/forbidden-urls.js';

const rules = outgoingRules({ allowCidrs: [], dnsServers: [] });
const loopback = outgoingRules({ allowCidrs: ['127.0.0.0/8'], dnsServers: [] });

describe('an address as it is written', () => {
  it.each(FORBIDDEN_URLS)('refuses %s with a sentence', (url) => {
    expect(refuseUrl(rules, url.replace('PORT', '8080'))).toMatch(/\.$/);
  });

  it.each([
    'https://example.com/hooks?a=b',
    'http://example.com:8080/',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'https://exämple.com/',
  ])('lets %s through', (url) => {
    expect(refuseUrl(rules, url)).toBeNull();
  });

  it('lets through what is allowed, in whatever form, and nothing beside it', () => {
    for (const url of [
      'http://127.0.0.1:8080/',
      'http://2130706433:8080/',
      'http://localhost:8080/',
      'http://[::ffff:127.0.0.1]:8080/',
    ]) {
      expect([url, refuseUrl(loopback, url)]).toEqual([url, null]);
    }
    for (const url of [
      'http://10.0.0.8/',
      'http://[::1]:8080/',
      'http://[64:ff9b::127.0.0.1]/',
      'http://user@127.0.0.1/',
    ]) {
      expect([url, refuseUrl(loopback, url)]).toEqual([url, expect.stringMatching(/\.$/)]);
    }
  });
});
