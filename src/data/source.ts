/** Where bytes come from: a file of the page, of the command line, or in memory, read piece by piece. */

export interface Source {
  /** Name, with its folders where it came with some. */
  readonly name: string;
  readonly bytes: number;
  open(): AsyncIterable<Uint8Array>;
}

export interface ReadOptions {
  /** Told now and then how many bytes of all files have been read. */
  readonly onProgress?: (read: number, total: number) => void;
  /** Aborted, the reading throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A file of the page; `name` may hold the folders it was dropped with. */
export function blobSource(blob: Blob, name: string): Source {
  return { name, bytes: blob.size, open: () => readThrough(blob.stream()) };
}

export function memorySource(bytes: Uint8Array, name: string): Source {
  return {
    name,
    bytes: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

/** Not every browser can iterate over a stream. */
async function* readThrough(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
