/** Fetching a file from an address somebody typed, with refusals that say what to do. */

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
  if (url === null)
    throw new Error(
      `"${shown(written)}" is not an address: it should look like https://…/data.csv`,
    );
  if (!mayBeAsked(url))
    throw new Error(
      `"${shown(written)}" is not https; this page reads nothing else, but for http of localhost`,
    );
  let response: Response;
  try {
    response = await fetcher(url.href, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  } catch {
    throw new Error(
      `${url.host} did not answer, or does not let other pages read its files (CORS). Download the file and drop it here instead`,
    );
  }
  if (!response.ok)
    throw new Error(
      `${url.host} answered ${response.status}${response.statusText ? ` ${response.statusText}` : ''}: there is no file to read at that address`,
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
      throw new Error(`the connection to ${host} broke off before the file was complete`);
    });
    if (piece === undefined || piece.done) return new Blob(parts);
    parts.push(piece.value);
    total += piece.value.length;
    if (total <= MAX_FETCHED_BYTES) continue;
    await reader?.cancel();
    throw new Error(`${host} sends more than ${MAX_FETCHED_BYTES / 1e6} MB: no more is read`);
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
