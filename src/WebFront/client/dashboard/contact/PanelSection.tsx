import { IconChevronDown } from "@tabler/icons-react";
import { useId, useState, type ReactElement, type ReactNode } from "react";
import classes from "./ContactPanel.module.css";

const key = "messagecenter.closedSections";

/** A part of the panel that folds away; the browser remembers which are closed. */
export function PanelSection(
  { name, title, count = 0, children }: { name: string; title: string; count?: number; children: ReactNode },
): ReactElement {
  const [isOpen, setIsOpen] = useState(() => !closedSections().includes(name));
  const id = useId();
  const toggle = (): void => {
    remember(name, isOpen);
    setIsOpen(!isOpen);
  };
  return (
    <section className={classes.section}>
      <h2>
        <button type="button" className={classes.toggle} aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
          <span>{title}{count > 0 && <span className={classes.count}>{count}</span>}</span>
          <IconChevronDown size={15} aria-hidden />
        </button>
      </h2>
      <div id={id} className={classes.content} hidden={!isOpen}>{isOpen && children}</div>
    </section>
  );
}

function closedSections(): string[] {
  try {
    return (localStorage.getItem(key) ?? "").split(" ");
  } catch {
    return [];
  }
}

function remember(name: string, isClosed: boolean): void {
  const others = closedSections().filter(closed => closed !== name && closed !== "");
  try {
    localStorage.setItem(key, (isClosed ? [...others, name] : others).join(" "));
  } catch {
    // Without storage the panel only forgets.
  }
}
