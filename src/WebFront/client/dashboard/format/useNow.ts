import { useEffect, useState } from "react";

/** The present, renewed at this pace: for texts that grow old on the screen. */
export function useNow(everyMilliseconds: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => { setNow(Date.now()); }, everyMilliseconds);
    return () => { clearInterval(timer); };
  }, [everyMilliseconds]);
  return now;
}
