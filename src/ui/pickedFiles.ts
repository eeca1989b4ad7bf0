/** Files the reader chose or dropped, with the folders they lie in. */
import type { PickedFile } from '../protocol.ts';

/** Of a folder (scans, transcriptions) what may be read. */
const WANTED = /\.(xml|svg|inkml|txt|ndjson|amat|csv|gz|tgz|tar)$|-ubyte$/i;

/** Of a dialog; of a folder only what may be read. */
export function chosenFiles(files: Iterable<File>): PickedFile[] {
  return [...files]
    .filter((file) => file.webkitRelativePath === '' || WANTED.test(file.name))
    .map((file) => ({ name: file.webkitRelativePath || file.name, blob: file }));
}

/** Of a drop, folders opened. Must be called while the event is being handled. */
export async function droppedFiles(transfer: DataTransfer): Promise<PickedFile[]> {
  const plain = chosenFiles(transfer.files);
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (!entries.some((entry) => entry.isDirectory)) return plain;
  const found = await Promise.all(entries.map((entry) => filesBelow(entry)));
  return found.flat();
}

async function filesBelow(entry: FileSystemEntry): Promise<PickedFile[]> {
  // Chromium has no class of this name to ask for.
  if (entry.isFile) {
    if (!WANTED.test(entry.name)) return [];
    const file = entry as FileSystemFileEntry;
    const blob = await new Promise<File>((resolve, reject) => file.file(resolve, reject));
    return [{ name: entry.fullPath.replace(/^\//, ''), blob }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: PickedFile[] = [];
  for (;;) {
    // A folder is handed out in pieces of a hundred.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return found;
    for (const below of some) found.push(...(await filesBelow(below)));
  }
}
