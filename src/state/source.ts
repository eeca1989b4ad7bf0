/** Fetching a file from an address somebody typed, with refusals that say what to do. */

export interface FetchedFile {
  readonly fileName: string;
  readonly bytes: ArrayBuffer;
}

/** The file at `text`. Throws an Error for people: not an address, not http(s), not found, not reachable. */
export async function fetchFile(text: string, fetcher: typeof fetch): Promise<FetchedFile> {
  const written = text.trim();
  const url = parseAddress(written);
  if (url === null)
    throw new Error(
      `"${shown(written)}" is not an address: it should look like https://…/data.csv`,
    );
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new Error(`"${shown(written)}" is not http or https; this page reads nothing else`);
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
  try {
    return { fileName: fileNameOf(url), bytes: await response.arrayBuffer() };
  } catch {
    throw new Error(`the connection to ${url.host} broke off before the file was complete`);
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
