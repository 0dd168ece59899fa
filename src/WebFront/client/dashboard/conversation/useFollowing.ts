import { useEffect, useState } from "react";

export interface Following {
  /** Given to the list as its scroller's ref. */
  readonly watch: (scroller: HTMLElement | Window | null) => void;
  /** Stays at the end, whatever grew, unless the reader has scrolled away from it. */
  readonly follow: () => void;
  readonly toEnd: () => void;
  readonly stop: () => void;
}

const endPixels = 60;

/** Keeps the newest message in sight: when rows come or grow, and when the composer takes room. */
export function useFollowing(): Following {
  const [following] = useState(createFollowing);
  useEffect(() => () => { following.stop(); }, [following]);
  return following;
}

function createFollowing(): Following {
  let scroller: HTMLElement | null = null;
  let isFollowing = true;
  let lastTop = 0;
  const follow = (): void => {
    if (scroller !== null && isFollowing) scroller.scrollTop = scroller.scrollHeight;
  };
  // Content that grows never moves the scroll position up: only the reader does.
  const onScroll = (): void => {
    if (scroller === null) return;
    const toEnd = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
    if (toEnd <= endPixels) isFollowing = true;
    else if (scroller.scrollTop < lastTop) isFollowing = false;
    lastTop = scroller.scrollTop;
  };
  const sizes = new ResizeObserver(follow);
  const stop = (): void => {
    scroller?.removeEventListener("scroll", onScroll);
    sizes.disconnect();
  };
  return {
    watch(next) {
      stop();
      scroller = next instanceof HTMLElement ? next : null;
      if (scroller === null) return;
      scroller.addEventListener("scroll", onScroll, { passive: true });
      sizes.observe(scroller);
    },
    follow,
    toEnd() {
      isFollowing = true;
      follow();
    },
    stop,
  };
}
