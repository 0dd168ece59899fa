import { memo, type ReactElement } from "react";
import { linkify } from "../format/linkify";
import classes from "./Timeline.module.css";

/** Somebody else's words: always text nodes, never markup. */
export const MessageText = memo(function MessageText({ text }: { text: string }): ReactElement {
  return (
    <span className={classes.words} dir="auto">
      {linkify(text).map((part, index) => part.kind === "text" ? part.text : (
        <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">{part.text}</a>
      ))}
    </span>
  );
});
