/** Fetching a file from an address somebody typed, with refusals that say what to do. */
import { filesText } from '../text/en/files.ts';

export interface FetchedFile {
  readonly fileName: string;
  readonly blob: Blob;
}

/** As much as is read of a file that is dropped. */
const MAX_FETCHED_BYTES = 512e6;

/** The file at `text`. Throws an Error for people: not an address, not https, not found, not reachable, without end. */
export async function fetchFile(text: string, fetcher: typeof fetch): Promise<FetchedFile> {
  const written = text.trim();
  const url = parseAddress(written);
  if (url === null) throw new Error(filesText().noAddress(shown(written)));
  if (!mayBeAsked(url)) throw new Error(filesText().notHttps(shown(written)));
  let response: Response;
  try {
    response = await fetcher(url.href, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  } catch {
    throw new Error(filesText().noAnswer(url.host));
  }
  if (!response.ok)
    throw new Error(
      filesText().notFound(url.host, `${response.status} ${response.statusText}`.trim()),
    );
  return { fileName: fileNameOf(url), blob: await contentOf(response, url.host) };
}

/** What the page's Content-Security-Policy lets through as well. */
function mayBeAsked({ protocol, hostname }: URL): boolean {
  const own = hostname === 'localhost' || hostname === '127.0.0.1';
  return protocol === 'https:' || (protocol === 'http:' && own);
}

/** Read piece by piece: a host may send without end. */
async function contentOf(response: Response, host: string): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body?.getReader();
  let total = 0;
  for (;;) {
    const piece = await reader?.read().catch(() => {
      throw new Error(filesText().brokeOff(host));
    });
    if (piece === undefined || piece.done) return new Blob(parts);
    parts.push(piece.value);
    total += piece.value.length;
    if (total <= MAX_FETCHED_BYTES) continue;
    await reader?.cancel();
    throw new Error(filesText().endless(host, MAX_FETCHED_BYTES / 1e6));
  }
}

function parseAddress(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function fileNameOf(url: URL): string {
  const last = url.pathname.split('/').pop() ?? '';
  try {
    return decodeURIComponent(last) || url.host;
  } catch {
    return last;
  }
}

function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
