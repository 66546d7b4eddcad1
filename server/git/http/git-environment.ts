/** What git is told on every run: nothing of the machine's or a user's settings, no housekeeping of its own, strict objects. */
const SETTINGS: Readonly<Record<string, string>> = {
  'safe.directory': '*',
  'core.quotePath': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'receive.autoGC': 'false',
  'receive.fsckObjects': 'true',
  'receive.advertisePushOptions': 'true',
  'receive.denyDeletes': 'false',
  'receive.denyNonFastForwards': 'false',
  'http.receivePack': 'true',
  'http.uploadPack': 'true',
  'http.getAnyFile': 'false',
};

/** The environment of a git process; `settings` are added to those every one has. */
export function gitEnvironment(settings: Readonly<Record<string, string>> = {}): Record<string, string> {
  const all = Object.entries({ ...SETTINGS, ...settings });
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LC_ALL: 'C.UTF-8',
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: String(all.length),
    ...Object.fromEntries(
      all.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}
