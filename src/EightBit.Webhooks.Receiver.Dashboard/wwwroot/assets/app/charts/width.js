import { useEffect, useRef, useState } from '../../vendor/hooks.js';

/** How wide an element is, so that what is drawn in it is drawn at its size. */
export function useWidth() {
  const element = useRef();
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
