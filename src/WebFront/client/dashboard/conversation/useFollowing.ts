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
/** A scroll belongs to the reader when she has just turned the wheel, pressed a key, touched or held the bar. */
const readerMilliseconds = 1_000;
const readerEvents = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

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
  let readerMovedAt = -readerMilliseconds;
  const pin = (): void => {
    if (scroller !== null && isFollowing) scroller.scrollTop = scroller.scrollHeight;
  };
  // Once now, and once when the list has drawn what it has just measured.
  const follow = (): void => {
    pin();
    requestAnimationFrame(pin);
  };
  const onReader = (): void => { readerMovedAt = performance.now(); };
  // The list itself also moves the position, when it learns how high its rows are: only the reader's own way up counts.
  const onScroll = (): void => {
    if (scroller === null) return;
    const toEnd = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
    const isReader = performance.now() - readerMovedAt < readerMilliseconds;
    if (toEnd <= endPixels) isFollowing = true;
    else if (isReader && scroller.scrollTop < lastTop) isFollowing = false;
    if (isFollowing && !isReader && toEnd > 1) requestAnimationFrame(pin);
    lastTop = scroller.scrollTop;
  };
  const sizes = new ResizeObserver(follow);
  const stop = (): void => {
    scroller?.removeEventListener("scroll", onScroll);
    for (const name of readerEvents) scroller?.removeEventListener(name, onReader);
    sizes.disconnect();
  };
  return {
    watch(next) {
      stop();
      scroller = next instanceof HTMLElement ? next : null;
      if (scroller === null) return;
      scroller.addEventListener("scroll", onScroll, { passive: true });
      for (const name of readerEvents) scroller.addEventListener(name, onReader, { passive: true });
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
