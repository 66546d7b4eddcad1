import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../server/config.js';

const read = (env: Record<string, string>) => readConfig(env).scoringRepo;

describe('the repository to follow', () => {
  it('is none unless it is set', () => {
    expect(read({ SCORING_REPO_TOKEN: 'token' })).toBeNull();
  });

  it('knows GitHub and GitLab by their hosts, and where their APIs are', () => {
    const of = (url: string) => read({ SCORING_REPO_URL: url })?.forge;
    expect(of('https://github.com/acme/scoring')).toMatchObject({
      ...{ kind: 'github', apiUrl: 'https://api.github.com', project: 'acme/scoring' },
    });
    expect(of('https://github.example.com/acme/scoring.git')).toMatchObject({
      ...{ kind: 'github', apiUrl: 'https://github.example.com/api/v3' },
    });
    expect(of('https://gitlab.com/acme/sales/scoring.git/')).toMatchObject({
      ...{ kind: 'gitlab', apiUrl: 'https://gitlab.com', project: 'acme/sales/scoring' },
    });
    expect(of('https://git.example.com/scoring.git')).toBeNull();
    expect(of('file:///srv/scoring.git')).toBeNull();
  });

  it('keeps credentials out of the address it shows', () => {
    const repo = read({ SCORING_REPO_URL: 'https://me:glpat-1@gitlab.com/acme/scoring' });
    expect(repo?.url).toBe('https://gitlab.com/acme/scoring.git');
    expect(repo?.authorization).toBe(`Basic ${Buffer.from('me:glpat-1').toString('base64')}`);
    expect(repo?.forge?.token).toBe('glpat-1');
    const other = read({ SCORING_REPO_URL: 'https://github.com/acme/scoring.git', SCORING_REPO_TOKEN: 'ghp-1' });
    expect(other?.authorization).toBe(`Basic ${Buffer.from('x-access-token:ghp-1').toString('base64')}`);
  });

  it('refuses what fits nothing, in sentences without the secret', () => {
    expect(() => read({ SCORING_REPO_URL: 'https://u:hunter2@github.com/scoring' })).toThrow(
      /^SCORING_REPO_URL must name a repository, such as https:\/\/github\.com\/OWNER\/NAME\.git\.$/,
    );
    expect(() => read({ SCORING_REPO_URL: 'file:///srv/acme/scoring.git', SCORING_REPO_FORGE: 'gitlab' })).toThrow(
      /^SCORING_REPO_API_URL must be set/,
    );
    expect(() => read({ SCORING_REPO_URL: 'ssh://git@github.com/acme/scoring' })).toThrow(
      /must be a URL that starts with https/,
    );
  });
});
