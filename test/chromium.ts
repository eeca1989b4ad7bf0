/**
 * Which browser the tests drive and how it is started: an installed Chrome, Edge or Chromium. Used by
 * the browser project of vitest, the end-to-end tests and the runner.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installDebian } from './debian.ts';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
];

const MAC_APPLICATIONS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** Path of the browser: `CHROME_PATH` where set, else the first found on PATH and in the usual places. */
export function findChromium(): string | undefined {
  const { CHROME_PATH = '', PATH = '' } = process.env;
  const candidates = CHROME_PATH === '' ? [...onPath(PATH), ...usualPlaces()] : [CHROME_PATH];
  return candidates.find((path) => existsSync(path));
}

function onPath(path: string): string[] {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command + suffix)));
}

function usualPlaces(): string[] {
  switch (process.platform) {
    case 'darwin':
      return ['/Applications', join(process.env['HOME'] ?? '', 'Applications')].flatMap((folder) =>
        MAC_APPLICATIONS.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
      );
    case 'win32':
      return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
        const folder = process.env[variable];
        return folder === undefined ? [] : WINDOWS_PROGRAMS.map((program) => join(folder, program));
      });
    default:
      return ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium'];
  }
}

/**
 * The browser's path; on Debian as root it is installed where it is missing.
 * Undefined, after one line that says what to install, where there is none.
 */
export function requireChromium(): string | undefined {
  const found = findChromium();
  if (found !== undefined) return found;
  const { CHROME_PATH = '' } = process.env;
  if (CHROME_PATH !== '') {
    console.error(`CHROME_PATH is ${CHROME_PATH}, and there is no such file.`);
    return undefined;
  }
  // A page without any font is measured differently from every reader's.
  if (installDebian('No Chrome, Edge or Chromium here', ['chromium', 'fonts-dejavu-core']))
    return findChromium();
  console.error(
    'Install Google Chrome, Microsoft Edge or Chromium, or set CHROME_PATH to one, to run the tests in a browser.',
  );
  return undefined;
}

/** How the browser is started: quiet, runnable as root, WebGPU in software where there is no graphics card. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];

/** What Playwright's `launch` takes. Where no browser is found Playwright says so itself. */
export function launchOptions(): { args: string[]; executablePath?: string } {
  const executablePath = findChromium();
  return {
    args: [...CHROMIUM_ARGS],
    ...(executablePath === undefined ? {} : { executablePath }),
  };
}
