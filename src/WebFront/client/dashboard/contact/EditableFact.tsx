import { CloseButton, MultiSelect, Select, TextInput } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CustomFieldKind } from "../../protocol/protocol";
import classes from "./ContactPanel.module.css";

/** Why a field was not changed. `now`: somebody else has changed it meanwhile, and it says this. */
export interface EditRefusal { readonly words: string; readonly now?: string | null }

interface EditableFactProps {
  readonly label: string;
  /** What it says; several choices stand on lines of their own. */
  readonly value: string | null;
  readonly kind: CustomFieldKind;
  readonly choices?: readonly string[];
  readonly isDisabled: boolean;
  /** How it is shown while nobody edits it. */
  readonly children?: ReactNode;
  /** Null: saved. */
  readonly onSave: (value: string | null, expected: string | null) => Promise<EditRefusal | null>;
}

/** A fact that is edited where it stands. What was seen when editing began goes along, so that nothing is overwritten unseen. */
export function EditableFact({ label, value, kind, choices, isDisabled, children, onSave }: EditableFactProps): ReactElement {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<string | null>(null);
  const [seen, setSeen] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const open = (): void => {
    setSeen(value);
    setProblem(null);
    setDraft(value ?? "");
  };
  const close = (): void => {
    setDraft(null);
    setTimeout(() => button.current?.focus());
  };
  const save = async (said: string): Promise<void> => {
    const next = said.trim() === "" ? null : said.trim();
    if (next === value) { close(); return; }
    setIsBusy(true);
    const refusal = await onSave(next, seen);
    setIsBusy(false);
    setProblem(refusal?.words ?? null);
    if (refusal === null) close();
    // What somebody else wrote meanwhile has been shown: saving again means it.
    else if (refusal.now !== undefined) setSeen(refusal.now);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "Enter" && draft !== null) {
      event.preventDefault();
      void save(draft);
    }
  };
  if (draft === null) {
    return (
      <>
        <dt>{label}</dt>
        <dd dir="auto" className={classes.editable}>
          {value !== null && <span>{children ?? value.replaceAll("\n", ", ")}</span>}
          <button ref={button} type="button" className={classes.edit} disabled={isDisabled} onClick={open}
            aria-label={t(value === null ? "contact.addField" : "contact.edit", { field: label })} data-is-empty={value === null}>
            {value === null ? t("contact.add") : <IconPencil size={13} aria-hidden />}
          </button>
        </dd>
      </>
    );
  }
  const common = { "aria-label": label, size: "xs", error: problem, disabled: isBusy, autoFocus: true } as const;
  return (
    <>
      <dt>{label}</dt>
      <dd className={classes.editing}>
        {kind === "choice" ? (
          <Select {...common} data={choices ?? []} value={draft === "" ? null : draft} clearable searchable defaultDropdownOpened
            placeholder={t("contact.none")} onKeyDown={event => { if (event.key === "Escape") onKey(event); }}
            onChange={chosen => { setDraft(chosen ?? ""); void save(chosen ?? ""); }} />
        ) : kind === "choices" ? (
          <MultiSelect {...common} data={choices ?? []} value={draft === "" ? [] : draft.split("\n")} clearable
            placeholder={draft === "" ? t("contact.none") : ""} onKeyDown={event => { if (event.key === "Escape") onKey(event); }}
            onChange={chosen => { setDraft(chosen.join("\n")); }} onDropdownClose={() => { void save(draft); }} />
        ) : (
          <TextInput {...common} type={kind === "date" ? "date" : "text"} inputMode={kind === "number" ? "decimal" : "text"}
            value={draft} title={t("contact.editHint")} onKeyDown={onKey} onChange={event => { setDraft(event.currentTarget.value); }}
            rightSection={<CloseButton size="xs" aria-label={t("cancel")} onClick={close} />} />
        )}
      </dd>
    </>
  );
}
