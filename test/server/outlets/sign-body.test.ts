import { describe, expect, it } from '@jest/globals';
import { sealText, unsealText } from '../../../server/outlets/seal-text.js';
import { signBody } from '../../../server/outlets/sign-body.js';

describe('a signature', () => {
  it('is that of the official vector, once for each secret', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: new Date(1614265330_000), body: '{"test": 2432232314}' };
    const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
    expect(signBody([secret], message)).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': signature,
    });
    expect(signBody([secret, secret], message)['webhook-signature']).toBe(`${signature} ${signature}`);
  });
});

describe('a sealed text', () => {
  it('opens under its pepper and for what it is about, and otherwise not', () => {
    const sealed = sealText('pepper', 'webhook_1 secret', 'whsec_abc');
    expect(sealed.toString('latin1')).not.toContain('whsec_');
    expect(unsealText('pepper', 'webhook_1 secret', sealed)).toBe('whsec_abc');
    expect(unsealText('other', 'webhook_1 secret', sealed)).toBeNull();
    expect(unsealText('pepper', 'webhook_2 secret', sealed)).toBeNull();
    sealed[20] = (sealed[20] as number) ^ 1;
    expect(unsealText('pepper', 'webhook_1 secret', sealed)).toBeNull();
  });
});
