/** Writing so that a file is the old one or the new one, whole, whatever happens meanwhile. */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';

export function writeWhole(path: string, content: string | Uint8Array): void {
  const part = `${path}.part`;
  const file = openSync(part, 'w');
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
}
