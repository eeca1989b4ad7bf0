/** Programs that tests need and that Debian has: installed where we are root on it, as in a container. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** True when they were installed; tries only on Debian as root, and says first what is missing. */
export function installDebian(missing: string, packages: readonly string[]): boolean {
  if (!isDebianRoot()) return false;
  console.log(`${missing}: installing Debian’s ${packages[0]} ...`);
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  return apt('update') && apt('install', '--yes', '--no-install-recommends', ...packages);
}

function isDebianRoot(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
