/** The whole page takes dropped files, and says so while one is held over it. */
import { useEffect, useState } from 'react';
import { useActions } from './usePlayground.ts';

export function DropTarget() {
  const { importFile, notify } = useActions();
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Entering a child fires before leaving its parent: the count tells when the page itself is left.
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth++;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hover = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 1)
        notify('information', `${files.length} files were dropped; ${files[0]?.name} was read.`);
      if (files[0] !== undefined) void importFile(files[0]);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', hover);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', hover);
      window.removeEventListener('drop', drop);
    };
  }, [importFile, notify]);
  if (!over) return null;
  return (
    <div className="drop-target" data-testid="drop-target">
      Drop MNIST images (idx), a CSV or strokes (ndjson, IAM-OnDB) to learn from it
    </div>
  );
}
