import type { CSSProperties, ReactElement } from "react";
import classes from "./Avatar.module.css";
import { initialsOf, tintOf } from "./person";

/** Initials on a quiet ground. The name stands beside it, so it is hidden from screen readers. */
export function Avatar({ id, name, size = 32 }: { id: string; name: string; size?: number }): ReactElement {
  const style: CSSProperties & Record<"--avatar-size", string> = { "--avatar-size": `${String(size)}px` };
  return (
    <span className={`${classes.avatar ?? ""} ${classes[`tint${String(tintOf(id))}`] ?? ""}`} style={style}
      aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
