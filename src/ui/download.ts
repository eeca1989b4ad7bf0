/** Hands a file to the reader by a link that is clicked for them. */
export function downloadFile(fileName: string, content: string | Uint8Array<ArrayBuffer> | Blob) {
  const blob = content instanceof Blob ? content : new Blob([content]);
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken the blob once the click is through; a second is ample.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
