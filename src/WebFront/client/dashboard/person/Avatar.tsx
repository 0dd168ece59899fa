import { IconUser } from "@tabler/icons-react";
import type { CSSProperties, ReactElement } from "react";
import classes from "./Avatar.module.css";
import { initialsOf, tintOf } from "./person";

interface AvatarProps {
  readonly id: string;
  /** null: nobody knows the name yet. */
  readonly name: string | null;
  readonly size?: number;
}

/** Initials on a quiet ground. The name stands beside it, so it is hidden from screen readers. */
export function Avatar({ id, name, size = 32 }: AvatarProps): ReactElement {
  const style: CSSProperties & Record<"--avatar-size", string> = { "--avatar-size": `${String(size)}px` };
  return (
    <span className={`${classes.avatar ?? ""} ${classes[`tint${String(tintOf(id))}`] ?? ""}`} style={style}
      aria-hidden="true">
      {name === null ? <IconUser size={size * 0.55} /> : initialsOf(name)}
    </span>
  );
}
