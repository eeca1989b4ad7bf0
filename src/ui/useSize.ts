/** The size of an element in CSS pixels, kept up to date; [0, 0] until it has been laid out. */
import { type RefObject, useEffect, useState } from 'react';

export function useSize(ref: RefObject<Element | null>): readonly [number, number] {
  const [size, setSize] = useState<readonly [number, number]>([0, 0]);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setSize([Math.round(width), Math.round(height)]);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
