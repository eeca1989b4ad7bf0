/** The whole page takes dropped files, and says so while one is held over it. */
import { useEffect, useState } from 'react';
import { filesText } from '../text/en/files.ts';
import { droppedFiles } from './pickedFiles.ts';
import { useActions } from './usePlayground.ts';

export function DropTarget() {
  const { importFiles, notify } = useActions();
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
      if (event.dataTransfer === null) return;
      droppedFiles(event.dataTransfer).then(
        (files) =>
          files.length > 0
            ? importFiles(files)
            : notify('problem', filesText().nothingInDrop, 'file'),
        (error: unknown) => notify('problem', filesText().folderNotRead(String(error)), 'file'),
      );
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
  }, [importFiles, notify]);
  if (!over) return null;
  return (
    <div className="drop-target" data-testid="drop-target">
      {filesText().drop}
    </div>
  );
}
