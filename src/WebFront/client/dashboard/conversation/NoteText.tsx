import { memo, useMemo, type ReactElement, type ReactNode } from "react";
import { withMentions } from "../../state/composing/mentions";
import { useDeskState } from "../desk/deskContext";
import { readMarkdown, type Block, type Inline } from "../format/markdown";
import classes from "./NoteText.module.css";

/** A colleague's words: elements for the part of Markdown that notes may use, text for everything else, never markup. */
export const NoteText = memo(function NoteText({ text }: { text: string }): ReactElement {
  const operators = useDeskState(desk => desk.inbox?.account.operators ?? null);
  const names = useMemo(() => operators?.map(one => one.name) ?? [], [operators]);
  const blocks = useMemo(() => readMarkdown(text), [text]);
  return (
    <div className={classes.note} dir="auto">
      {blocks.map((block, index) => <BlockView key={index} block={block} names={names} />)}
    </div>
  );
});

function BlockView({ block, names }: { block: Block; names: readonly string[] }): ReactElement {
  if (block.kind === "code") return <pre>{block.text}</pre>;
  if (block.kind === "paragraph") return <p>{inlineNodes(block.children, names)}</p>;
  const items = block.items.map((item, index) => <li key={index}>{inlineNodes(item, names)}</li>);
  return block.isOrdered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
}

function inlineNodes(inlines: readonly Inline[], names: readonly string[]): ReactNode {
  return inlines.map((inline, index) => {
    switch (inline.kind) {
      case "text":
        return withMentions(inline.text, names).map((part, at) => part.isMention
          ? <span key={`${String(index)}-${String(at)}`} className={classes.mention}>{part.text}</span> : part.text);
      case "code":
        return <code key={index}>{inline.text}</code>;
      case "strong":
        return <strong key={index}>{inlineNodes(inline.children, names)}</strong>;
      case "emphasis":
        return <em key={index}>{inlineNodes(inline.children, names)}</em>;
      case "link":
        return (
          <a key={index} href={inline.href} target="_blank" rel="noopener noreferrer nofollow">
            {inlineNodes(inline.children, [])}
          </a>
        );
    }
  });
}
